import { useState } from "react";
import { Act, type Payload, type Refused } from "../../api/act";
import { post, told } from "../../api/useAct";
import { useSession } from "../../app/session";
import { discard, keep, restore } from "../../ui/draft";
import type { Made, Step } from "./plan";

interface Kept {
  readonly made: Made;
  /** Command ids by step: what is sent again after a reload is the same wish. */
  readonly ids: Readonly<Record<string, string>>;
}

const place = "new.making";
const nothing: Kept = { made: {}, ids: {} };

/** Carries a plan out step by step. What was made stays made, whatever happens in between. */
export function useMaking(plan: readonly Step[]) {
  const { viewer } = useSession();
  const person = viewer?.id ?? "";
  const [kept, setKept] = useState<Kept>(() => ({ ...nothing, ...restore<Kept>(person, place) }));
  const [busy, setBusy] = useState(false);
  const [errors, setErrors] = useState<readonly Refused[]>([]);
  const remember = (next: Kept) => {
    keep(person, place, next);
    setKept(next);
    return next;
  };
  const run = async () => {
    setBusy(true);
    setErrors([]);
    let now = kept;
    for (const step of plan) {
      if (now.made[step.key]) continue;
      const id = now.ids[step.key] ?? crypto.randomUUID();
      now = remember({ ...now, ids: { ...now.ids, [step.key]: id } });
      const { payload, refused } = await once(step, id, now.made);
      if (!payload) {
        setErrors(refused);
        // What was refused was not done: corrected, it is another wish.
        if (!refused.some(({ code }) => open.includes(code))) remember(without(now, step.key));
        break;
      }
      now = remember({ ...now, made: { ...now.made, [step.key]: step.result(payload as never) } });
    }
    setBusy(false);
  };
  const clear = () => {
    discard(person, place);
    setKept(nothing);
  };
  return { made: kept.made, busy, errors, run, clear, done: plan.every(({ key }) => kept.made[key]) };
}

/** After these it is not known whether a wish was carried out. */
const open = ["AWAY", "NOT_YET_VISIBLE", "INTERNAL"];

function without(kept: Kept, key: string): Kept {
  const { [key]: _, ...ids } = kept.ids;
  return { ...kept, ids };
}

async function once(step: Step, id: string, made: Made) {
  const act = new Act<Payload>({
    post: (variables) => post(step.document as never, variables as never) as never,
    newId: () => id,
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  });
  const payload = told(await act.send({ input: { commandId: "", ...step.input(made) } }));
  return { payload, refused: act.now().errors };
}
