import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { usePackageWords } from "../../../words/tablepackages";
import { useTable } from "../table";
import { WithdrawPackage } from "./operations";
import type { WholePackage } from "./package";

export function WithdrawForm({ of }: { readonly of: WholePackage }) {
  const table = useTable();
  const say = usePackageWords();
  const act = useAct(WithdrawPackage);
  const form = useForm({ draft: `package.withdraw:${of.id}`, initial: { reason: "" } });
  const wish = { input: { package: of.id, reason: form.values.reason } };
  return (
    <Form
      form={form}
      act={act}
      label={say("withdraw.summary")}
      onSubmit={() => act.send(wish)}
      preview={() => act.preview(wish)}
      confirm={say("withdraw.do")}
    >
      <TextField name="reason" label={say("withdraw.reason")} rows={2} required />
      <div>
        <SubmitButton act={act} variant="danger" permission={may("withdrawPackage", table.viewerMay)}>
          {say("withdraw.do")}
        </SubmitButton>
      </div>
    </Form>
  );
}
