import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { SubmitButton } from "../../ui/ActButton";
import { ChoiceField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Section } from "../../ui/page";
import { useOrganizationWords } from "../../words/organization";
import { GovernMandates, GovernOffers, type Organization } from "./operations";

/** Who grants mandates, and how many an offer needs. */
export function Governance({ organization }: { readonly organization: Organization }) {
  const say = useOrganizationWords();
  const { governance, viewerMay } = organization;
  if (!governance) return null;
  const steward = may("governMandates", viewerMay)?.allowed;
  return (
    <Section title={say("rules.title")}>
      {!steward && (
        <dl className="facts">
          <dt>{say("rules.mandates")}</dt>
          <dd>{say(`rules.mandatesBy.${governance.mandatesBy}`)}</dd>
          <dt>{say("rules.offers")}</dt>
          <dd>{say(`rules.offersBy.${governance.offersBy}`)}</dd>
        </dl>
      )}
      {steward && (
        <div className="organization-two">
          <MandatesBy organization={organization} now={governance.mandatesBy} />
          <OffersBy organization={organization} now={governance.offersBy} />
        </div>
      )}
    </Section>
  );
}

interface ByProps<T> {
  readonly organization: Organization;
  readonly now: T;
}

function MandatesBy({ organization, now }: ByProps<"stewards" | "ballot">) {
  const say = useOrganizationWords();
  const act = useAct(GovernMandates);
  const form = useForm({ initial: { by: now } });
  const input = { organization: organization.id, by: form.values.by };
  return (
    <Form
      form={form}
      act={act}
      label={say("rules.mandates")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <ChoiceField
        name="by"
        label={say("rules.mandates")}
        choices={(["stewards", "ballot"] as const).map((value) => ({ value, label: say(`rules.mandatesBy.${value}`) }))}
      />
      <SubmitButton act={act} permission={may("governMandates", organization.viewerMay)} variant="default" size="xs">
        {say("rules.save")}
      </SubmitButton>
    </Form>
  );
}

function OffersBy({ organization, now }: ByProps<"one" | "two">) {
  const say = useOrganizationWords();
  const act = useAct(GovernOffers);
  const form = useForm({ initial: { by: now } });
  const input = { organization: organization.id, by: form.values.by };
  return (
    <Form
      form={form}
      act={act}
      label={say("rules.offers")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <ChoiceField
        name="by"
        label={say("rules.offers")}
        choices={(["one", "two"] as const).map((value) => ({ value, label: say(`rules.offersBy.${value}`) }))}
      />
      <SubmitButton act={act} permission={may("governOffers", organization.viewerMay)} variant="default" size="xs">
        {say("rules.save")}
      </SubmitButton>
    </Form>
  );
}
