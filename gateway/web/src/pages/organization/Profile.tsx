import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { SubmitButton } from "../../ui/ActButton";
import { CheckField, TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { SafeText } from "../../ui/text";
import { useOrganizationWords } from "../../words/organization";
import { type Organization, ReviseProfile } from "./operations";

const lists = ["purposes", "offers", "needs", "expertise"] as const;

/** What it has to give and what it looks for: allies are found by it. */
export function Profile({ organization }: { readonly organization: Organization }) {
  const say = useOrganizationWords();
  const { profile } = organization;
  const some = profile && lists.some((list) => profile[list].length > 0);
  const permission = may("reviseProfile", organization.viewerMay);
  return (
    <Section title={say("profile.title")}>
      {!some && <Empty title={say("profile.none")}>{say("profile.noneWhat")}</Empty>}
      {profile && some && (
        <dl className="facts">
          {lists
            .filter((list) => profile[list].length > 0)
            .map((list) => (
              <div key={list} className="organization-fact">
                <dt>{say(`profile.${list}`)}</dt>
                <dd>
                  <ul className="organization-tags">
                    {profile[list].map((each) => (
                      <li key={each}>
                        <SafeText>{each}</SafeText>
                      </li>
                    ))}
                  </ul>
                </dd>
              </div>
            ))}
        </dl>
      )}
      {profile && <p className="small">{say(profile.meets ? "profile.meets" : "profile.meetsNot")}</p>}
      {permission?.allowed && (
        <details className="organization-fold">
          <summary>{say("profile.edit")}</summary>
          <ProfileForm organization={organization} />
        </details>
      )}
    </Section>
  );
}

const lines = (text: string) =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);

function ProfileForm({ organization }: { readonly organization: Organization }) {
  const say = useOrganizationWords();
  const act = useAct(ReviseProfile);
  const { profile } = organization;
  const form = useForm({
    draft: `organization.profile:${organization.id}`,
    initial: {
      purposes: (profile?.purposes ?? []).join("\n"),
      offers: (profile?.offers ?? []).join("\n"),
      needs: (profile?.needs ?? []).join("\n"),
      expertise: (profile?.expertise ?? []).join("\n"),
      meets: profile?.meets ?? false,
    },
  });
  const { purposes, offers, needs, expertise, meets } = form.values;
  const input = {
    organization: organization.id,
    purposes: lines(purposes),
    offers: lines(offers),
    needs: lines(needs),
    expertise: lines(expertise),
    meets,
  };
  return (
    <Form form={form} act={act} label={say("profile.edit")} onSubmit={() => act.send({ input })}>
      {lists.map((list) => (
        <TextField key={list} name={list} label={say(`profile.${list}`)} description={say("profile.lines")} rows={2} />
      ))}
      <CheckField name="meets" label={say("profile.meets")} />
      <SubmitButton act={act} permission={may("reviseProfile", organization.viewerMay)}>
        {say("profile.save")}
      </SubmitButton>
    </Form>
  );
}
