import { Empty } from "../../../ui/states";

/** This tab is not there yet. */
export function Component() {
  return <Empty title="…" />;
}
