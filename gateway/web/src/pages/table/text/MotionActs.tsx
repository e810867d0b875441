import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { ActButton, SubmitButton } from "../../../ui/ActButton";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { useTextWords } from "../../../words/tabletext";
import { ownSeat, useTable } from "../table";
import { DeclineMotion, SupportMotion } from "./operations";
import type { Motion } from "./text";

/** Supports what somebody proposes, or ends it. */
export function MotionActs({ motion }: { readonly motion: Motion }) {
  const table = useTable();
  const say = useTextWords();
  const support = useAct(SupportMotion);
  const mine = ownSeat(table);
  const supported = motion.supporters.some(({ id }) => id === mine);
  return (
    <>
      <div className="row">
        {supported ? (
          <span className="small">{say("motion.supported")}</span>
        ) : (
          <ActButton
            act={support}
            wish={{ input: { negotiation: table.id, motion: motion.id } }}
            ask="always"
            size="xs"
            permission={may("supportMotion", table.viewerMay)}
          >
            {say("motion.support")}
          </ActButton>
        )}
      </div>
      <details>
        <summary className="small">{say("motion.end")}</summary>
        <EndForm motion={motion.id} />
      </details>
    </>
  );
}

function EndForm({ motion }: { readonly motion: string }) {
  const table = useTable();
  const say = useTextWords();
  const act = useAct(DeclineMotion);
  const form = useForm({ initial: { reason: "" } });
  return (
    <Form
      form={form}
      act={act}
      label={say("motion.end")}
      onSubmit={() => act.send({ input: { negotiation: table.id, motion, ...form.values } })}
    >
      <TextField name="reason" label={say("reason")} required />
      <div>
        <SubmitButton act={act} variant="danger" size="xs" permission={may("declineMotion", table.viewerMay)}>
          {say("motion.end")}
        </SubmitButton>
      </div>
    </Form>
  );
}
