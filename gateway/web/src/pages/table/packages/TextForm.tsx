import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { usePackageWords } from "../../../words/tablepackages";
import { useTable } from "../table";
import { TakeText } from "./operations";
import type { WholePackage } from "./package";

/** Proposes a package as the text that all work on. */
export function TextForm({ of }: { readonly of: WholePackage }) {
  const table = useTable();
  const say = usePackageWords();
  const act = useAct(TakeText);
  const form = useForm({ draft: `package.text:${of.id}`, initial: { reason: "" } });
  const wish = { input: { negotiation: table.id, package: of.id, reason: form.values.reason } };
  return (
    <Form form={form} act={act} label={say("text.summary")} onSubmit={() => act.send(wish)}>
      <p className="small">{say("text.hint")}</p>
      <TextField name="reason" label={say("text.reason")} rows={2} required />
      <div>
        <SubmitButton act={act} variant="default" permission={may("takeText", table.viewerMay)}>
          {say("text.do")}
        </SubmitButton>
      </div>
      {act.payload?.motion && <p role="status">{say("text.motion", { number: act.payload.motion.number })}</p>}
    </Form>
  );
}
