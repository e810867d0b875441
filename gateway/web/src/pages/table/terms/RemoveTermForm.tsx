import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { useTermWords } from "../../../words/tableterms";
import { useTable } from "../table";
import type { Term } from "../values/value";
import { RemoveTerm } from "./operations";

export function RemoveTermForm({ term }: { readonly term: Term }) {
  const table = useTable();
  const say = useTermWords();
  const act = useAct(RemoveTerm);
  const form = useForm({ initial: { reason: "" } });
  const { reason } = form.values;
  const wish = { input: { negotiation: table.id, term: term.id, ...(reason.trim() && { reason }) } };
  return (
    <Form form={form} act={act} label={say("remove")} onSubmit={() => act.send(wish)}>
      <p className="small">{say("stale")}</p>
      <TextField name="reason" label={say("reason")} />
      <div>
        <SubmitButton act={act} variant="danger" size="xs" permission={may("removeTerm", table.viewerMay)}>
          {say("remove")}
        </SubmitButton>
      </div>
      {act.payload?.motion && <p role="status">{say("motion", { number: act.payload.motion.number })}</p>}
    </Form>
  );
}
