import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useSession } from "../../app/session";
import { SubmitButton } from "../../ui/ActButton";
import { SelectField, TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { instantOf, suggested } from "../../ui/instant";
import { plain } from "../../ui/text";
import { useOrganizationWords } from "../../words/organization";
import { LimitsField, typedLimits, wishedLimits } from "./Limits";
import { AskMembers, type Mandate, NameDeputy, type Organization, ReviseLimits, RevokeMandate } from "./operations";
import { useMembers } from "./People";

interface ManageProps {
  readonly mandate: Mandate;
  readonly organization: Organization;
}

/** What can be done with a mandate that is in force. */
export function Manage({ mandate, organization }: ManageProps) {
  const say = useOrganizationWords();
  const has = (act: string) => may(act, organization.viewerMay)?.allowed ?? false;
  if (!["nameDeputy", "reviseLimits", "revokeMandate", "askMembers"].some(has)) return null;
  return (
    <details className="organization-wide">
      <summary aria-label={`${say("mandates.manage")}: ${plain(mandate.delegate?.name ?? "")}`}>
        {say("mandates.manage")}
      </summary>
      {has("nameDeputy") && <DeputyForm mandate={mandate} organization={organization} />}
      {has("reviseLimits") && <LimitsForm mandate={mandate} organization={organization} />}
      {has("askMembers") && <AskForm mandate={mandate} organization={organization} />}
      {has("revokeMandate") && <RevokeForm mandate={mandate} organization={organization} />}
    </details>
  );
}

function DeputyForm({ mandate, organization }: ManageProps) {
  const say = useOrganizationWords();
  const act = useAct(NameDeputy);
  const { nodes } = useMembers(organization.id);
  const form = useForm({ initial: { deputy: mandate.deputy?.id ?? "" } });
  const { deputy } = form.values;
  const input = { mandate: mandate.id, ...(deputy ? { deputy } : {}) };
  return (
    <Form
      form={form}
      act={act}
      label={say("mandates.deputyTitle")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <SelectField
        name="deputy"
        label={say("mandates.deputyTitle")}
        choices={[
          { value: "", label: say("mandates.noDeputy") },
          ...nodes
            .filter(({ person }) => person?.id !== mandate.delegate?.id)
            .map(({ person }) => ({ value: person?.id ?? "", label: plain(person?.name ?? "") })),
        ]}
      />
      <SubmitButton act={act} permission={may("nameDeputy", organization.viewerMay)} variant="default" size="xs">
        {say("mandates.deputyGo")}
      </SubmitButton>
    </Form>
  );
}

function LimitsForm({ mandate, organization }: ManageProps) {
  const say = useOrganizationWords();
  const act = useAct(ReviseLimits);
  const form = useForm({ initial: { limits: typedLimits(mandate.limits?.limits ?? []) } });
  const input = { mandate: mandate.id, limits: wishedLimits(form.values.limits) };
  return (
    <Form
      form={form}
      act={act}
      label={say("mandates.limitsTitle")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <LimitsField name="limits" />
      <SubmitButton act={act} permission={may("reviseLimits", organization.viewerMay)} variant="default" size="xs">
        {say("mandates.limitsGo")}
      </SubmitButton>
    </Form>
  );
}

function AskForm({ mandate, organization }: ManageProps) {
  const say = useOrganizationWords();
  const { zone } = useSession();
  const act = useAct(AskMembers);
  const form = useForm({
    initial: {
      limits: typedLimits(mandate.limits?.limits ?? []),
      question: "",
      deadline: suggested("P7D", zone),
    },
  });
  const { limits, question, deadline } = form.values;
  const input = { mandate: mandate.id, limits: wishedLimits(limits), question, deadline: instantOf(deadline, zone) };
  return (
    <Form
      form={form}
      act={act}
      label={say("mandates.ask")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <h4>{say("mandates.ask")}</h4>
      <LimitsField name="limits" />
      <TextField name="question" label={say("grant.question")} rows={2} />
      <TextField name="deadline" kind="datetime-local" label={say("grant.deadline")} />
      <SubmitButton act={act} permission={may("askMembers", organization.viewerMay)} variant="default" size="xs">
        {say("mandates.askGo")}
      </SubmitButton>
    </Form>
  );
}

function RevokeForm({ mandate, organization }: ManageProps) {
  const say = useOrganizationWords();
  const act = useAct(RevokeMandate);
  const form = useForm({ initial: { reason: "" } });
  const input = { mandate: mandate.id, reason: form.values.reason };
  return (
    <Form
      form={form}
      act={act}
      label={say("mandates.revoke")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <TextField name="reason" label={say("mandates.reason")} />
      <SubmitButton act={act} permission={may("revokeMandate", organization.viewerMay)} variant="danger" size="xs">
        {say("mandates.revokeGo")}
      </SubmitButton>
    </Form>
  );
}
