import type { Wishing } from "./Outcome";

/** Several acts that are one to whoever presses the button: how they stand is how the one stands that has not passed. */
export function oneOf(acts: readonly Wishing[]): Wishing {
  const open = acts.find(({ standing }) => standing !== "idle" && standing !== "done");
  return open ?? { standing: "idle", errors: [], again: async () => null };
}
