import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useSession } from "../../app/session";
import { SubmitButton } from "../../ui/ActButton";
import { SelectField, TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { instantOf, suggested } from "../../ui/instant";
import { plain } from "../../ui/text";
import { useOrganizationWords } from "../../words/organization";
import { LimitsField, type TypedLimit, wishedLimits } from "./Limits";
import { GrantMandate, type Member, type Organization, ProposeMandate } from "./operations";
import { Several } from "./Several";

const acts = ["speak", "offer", "vote", "sign"] as const;
type Act = (typeof acts)[number];

interface GrantProps {
  readonly organization: Organization;
  readonly members: readonly Member[];
  /** Asks the members instead. */
  readonly propose?: boolean;
}

/** Lets a member act for the organization, at once or by ballot. */
export function GrantForm({ organization, members, propose = false }: GrantProps) {
  const say = useOrganizationWords();
  const { zone } = useSession();
  const grant = useAct(GrantMandate);
  const ask = useAct(ProposeMandate);
  const act = propose ? ask : grant;
  const form = useForm({
    draft: `organization.${propose ? "propose" : "grant"}:${organization.id}`,
    initial: {
      delegate: "",
      deputy: "",
      initiative: "",
      acts: [...acts] as readonly Act[],
      until: suggested("P365D", zone),
      limits: [] as readonly TypedLimit[],
      question: "",
      deadline: suggested("P7D", zone),
    },
  });
  const { delegate, deputy, initiative, until, limits, question, deadline } = form.values;
  const input = {
    organization: organization.id,
    delegate,
    ...(deputy ? { deputy } : {}),
    ...(initiative ? { initiative } : {}),
    acts: [...form.values.acts],
    until: instantOf(until, zone),
    limits: wishedLimits(limits),
  };
  const asked = { input: { ...input, question, deadline: instantOf(deadline, zone) } };
  const people = (none: string) => [
    { value: "", label: none },
    ...members.map(({ person }) => ({ value: person?.id ?? "", label: plain(person?.name ?? "") })),
  ];
  const initiatives = new Map(
    organization.sittings.edges.flatMap(({ node }) =>
      node.initiative ? [[node.initiative.id, node.initiative.title]] : [],
    ),
  );
  return (
    <Form
      form={form}
      act={act}
      label={say(propose ? "grant.propose" : "grant.title")}
      confirm={say(propose ? "grant.proposeGo" : "grant.go")}
      preview={() => (propose ? ask.preview(asked) : grant.preview({ input }))}
      onSubmit={() => (propose ? ask.send(asked) : grant.send({ input }))}
    >
      <p className="small">{say(propose ? "grant.proposeWhat" : "grant.what")}</p>
      <SelectField name="delegate" label={say("grant.delegate")} choices={people(say("grant.choose"))} />
      <SelectField name="deputy" label={say("grant.deputy")} choices={people(say("grant.nobody"))} />
      <SelectField
        name="initiative"
        label={say("grant.initiative")}
        choices={[
          { value: "", label: say("grant.anywhere") },
          ...[...initiatives].map(([value, title]) => ({ value: value as string, label: plain(title as string) })),
        ]}
      />
      <Several
        name="acts"
        label={say("grant.acts")}
        choices={acts.map((value) => ({ value, label: say(`act.${value}`) }))}
      />
      <TextField
        name="until"
        kind="datetime-local"
        label={say("grant.until")}
        description={say("invite.zone", { zone })}
      />
      <LimitsField name="limits" />
      {propose && (
        <>
          <TextField name="question" label={say("grant.question")} rows={2} />
          <TextField name="deadline" kind="datetime-local" label={say("grant.deadline")} />
        </>
      )}
      <SubmitButton act={act} permission={may(propose ? "proposeMandate" : "grantMandate", organization.viewerMay)}>
        {say(propose ? "grant.proposeGo" : "grant.go")}
      </SubmitButton>
    </Form>
  );
}
