import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Section } from "../../../ui/page";
import { useAgreementWords } from "../../../words/agreement";
import { useAgreement } from "../agreement";
import { DeclineAgreement, ExitAgreement } from "./operations";

/** A no before, and a leave-taking after. Both have a reason that everybody reads. */
export function SayNo() {
  const say = useAgreementWords();
  const { inForce, viewerMay } = useAgreement();
  const decline = may("declineAgreement", viewerMay);
  const exit = may("exitAgreement", viewerMay);
  return (
    <>
      {decline && (inForce === 0 || decline.allowed) && (
        <Section title={say("decline.title")}>
          <Decline />
        </Section>
      )}
      {exit && inForce > 0 && (
        <Section title={say("exit.title")}>
          <Exit />
        </Section>
      )}
    </>
  );
}

function Decline() {
  const say = useAgreementWords();
  const { id, version, viewerMay } = useAgreement();
  const act = useAct(DeclineAgreement);
  const form = useForm({ draft: `agreement.decline:${id}`, initial: { reason: "" } });
  const wish = { input: { agreement: id, version, reason: form.values.reason } };
  return (
    <Form
      form={form}
      act={act}
      label={say("decline.title")}
      preview={() => act.preview(wish)}
      confirm={say("decline.do")}
      onSubmit={() => act.send(wish)}
    >
      <p>{say("decline.what")}</p>
      <TextField name="reason" label={say("reason")} description={say("decline.read")} rows={3} required />
      <SubmitButton act={act} permission={may("declineAgreement", viewerMay)} variant="danger">
        {say("decline.do")}
      </SubmitButton>
    </Form>
  );
}

function Exit() {
  const say = useAgreementWords();
  const { id, inForce, viewerMay } = useAgreement();
  const act = useAct(ExitAgreement);
  const form = useForm({ draft: `agreement.exit:${id}`, initial: { reason: "" } });
  const wish = { input: { agreement: id, version: inForce, reason: form.values.reason } };
  return (
    <Form
      form={form}
      act={act}
      label={say("exit.title")}
      preview={() => act.preview(wish)}
      confirm={say("exit.do")}
      onSubmit={() => act.send(wish)}
    >
      <p>{say("exit.what")}</p>
      <TextField name="reason" label={say("reason")} description={say("exit.read")} rows={3} required />
      <SubmitButton act={act} permission={may("exitAgreement", viewerMay)} variant="danger">
        {say("exit.do")}
      </SubmitButton>
    </Form>
  );
}
