import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { ActButton, SubmitButton } from "../../../ui/ActButton";
import { ChoiceField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Moment } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import { useAgreementWords } from "../../../words/agreement";
import { seatName, useAgreement } from "../agreement";
import {
  AcceptObligation,
  AgreeResolution,
  DisputeObligation,
  type Obligation,
  ProposeResolution,
  ReportObligation,
  WaiveObligation,
} from "./operations";

interface Its {
  readonly its: Obligation;
}

/** What there is to do with an obligation, as far as the server speaks of it. */
export function Acts({ its }: Its) {
  const open = (act: string) => may(act, its.viewerMay);
  return (
    <>
      {open("reportObligation") && <Report its={its} />}
      {open("acceptObligation") && <Accept its={its} />}
      <Proposals its={its} />
      {open("disputeObligation")?.allowed && <Dispute its={its} />}
      {open("proposeResolution")?.allowed && <Propose its={its} />}
      {open("waiveObligation")?.allowed && <Waive its={its} />}
    </>
  );
}

function Report({ its }: Its) {
  const say = useAgreementWords();
  const { id } = useAgreement();
  const act = useAct(ReportObligation);
  const form = useForm({ draft: `duty.report:${its.id}`, initial: { note: "" } });
  const permission = may("reportObligation", its.viewerMay);
  const { note } = form.values;
  if (!permission?.allowed) return null;
  return (
    <Form
      form={form}
      act={act}
      label={say("duties.report")}
      onSubmit={() => act.send({ input: { agreement: id, obligation: its.id, ...(note ? { note } : {}) } })}
    >
      <TextField name="note" label={say("duties.note")} rows={2} />
      <SubmitButton act={act} permission={permission}>
        {say("duties.report")}
      </SubmitButton>
    </Form>
  );
}

function Accept({ its }: Its) {
  const say = useAgreementWords();
  const { id } = useAgreement();
  const act = useAct(AcceptObligation);
  if (its.state !== "reported" && its.state !== "disputed") return null;
  return (
    <p>
      <ActButton
        act={act}
        wish={{ input: { agreement: id, obligation: its.id } }}
        permission={may("acceptObligation", its.viewerMay)}
        ask="always"
      >
        {say("duties.accept")}
      </ActButton>
    </p>
  );
}

function Dispute({ its }: Its) {
  const say = useAgreementWords();
  const { id } = useAgreement();
  const act = useAct(DisputeObligation);
  const form = useForm({ draft: `duty.dispute:${its.id}`, initial: { reason: "" } });
  const wish = { input: { agreement: id, obligation: its.id, reason: form.values.reason } };
  return (
    <details>
      <summary>{say("duties.dispute")}</summary>
      <Form form={form} act={act} label={say("duties.dispute")} onSubmit={() => act.send(wish)}>
        <TextField name="reason" label={say("reason")} rows={2} required />
        <SubmitButton act={act} permission={may("disputeObligation", its.viewerMay)}>
          {say("duties.dispute")}
        </SubmitButton>
      </Form>
    </details>
  );
}

const outcomes = ["fulfilled", "owed", "waived"] as const;

function Propose({ its }: Its) {
  const say = useAgreementWords();
  const { id } = useAgreement();
  const act = useAct(ProposeResolution);
  const form = useForm<{ outcome: string; how: string; on: string }>({
    draft: `duty.resolve:${its.id}`,
    initial: { outcome: "fulfilled", how: "", on: "" },
  });
  const { how, on } = form.values;
  const outcome = outcomes.find((each) => each === form.values.outcome) ?? "fulfilled";
  const wish = {
    input: { agreement: id, obligation: its.id, outcome, how, ...(outcome === "owed" && on ? { on } : {}) },
  };
  return (
    <details>
      <summary>{say("duties.propose")}</summary>
      <Form
        form={form}
        act={act}
        label={say("duties.propose")}
        preview={() => act.preview(wish)}
        onSubmit={() => act.send(wish)}
      >
        <ChoiceField
          name="outcome"
          label={say("duties.ends")}
          choices={outcomes.map((value) => ({ value, label: say(`outcome.${value}`) }))}
        />
        {outcome === "owed" && <TextField name="on" kind="date" label={say("duties.newDay")} required />}
        <TextField name="how" label={say("duties.how")} rows={2} required />
        <SubmitButton act={act} permission={may("proposeResolution", its.viewerMay)}>
          {say("duties.propose")}
        </SubmitButton>
      </Form>
    </details>
  );
}

/** How the other side would end it. */
function Proposals({ its }: Its) {
  const say = useAgreementWords();
  const { id } = useAgreement();
  const act = useAct(AgreeResolution);
  if (its.proposals.length === 0 || its.resolution) return null;
  return (
    <ul className="rows">
      {its.proposals.map((proposal) => (
        <li key={proposal.id}>
          <span className="main">
            {say.rich("duties.proposed", { seat: <SafeText>{seatName(proposal.seat)}</SafeText> })}{" "}
            {say(`outcome.${proposal.outcome}`)} {proposal.on && <Moment at={proposal.on} />}{" "}
            <SafeText lines>{proposal.how}</SafeText>
          </span>
          <ActButton
            act={act}
            wish={{ input: { agreement: id, obligation: its.id, resolution: proposal.id } }}
            permission={may("agreeResolution", its.viewerMay)}
            ask="always"
            size="xs"
          >
            {say("duties.agree")}
          </ActButton>
        </li>
      ))}
    </ul>
  );
}

function Waive({ its }: Its) {
  const say = useAgreementWords();
  const { id } = useAgreement();
  const act = useAct(WaiveObligation);
  const form = useForm({ draft: `duty.waive:${its.id}`, initial: { reason: "" } });
  const wish = { input: { agreement: id, obligation: its.id, reason: form.values.reason } };
  return (
    <details>
      <summary>{say("duties.waive")}</summary>
      <Form
        form={form}
        act={act}
        label={say("duties.waive")}
        preview={() => act.preview(wish)}
        onSubmit={() => act.send(wish)}
      >
        <TextField name="reason" label={say("reason")} rows={2} required />
        <SubmitButton act={act} permission={may("waiveObligation", its.viewerMay)} variant="danger">
          {say("duties.waive")}
        </SubmitButton>
      </Form>
    </details>
  );
}
