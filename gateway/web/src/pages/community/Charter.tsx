import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { ActButton, SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Moment } from "../../ui/format";
import { Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { Marked, OrgName, SafeText } from "../../ui/text";
import { useCommunityWords } from "../../words/community";
import { AgreeCharter, type Community, DropCharter, ProposeCharter } from "./operations";

type Version = Community["charters"]["edges"][number]["node"];

/** The rules that its members have given themselves, and those that are proposed. */
export function Charter({ community }: { readonly community: Community }) {
  const say = useCommunityWords();
  const { charter } = community;
  const others = community.charters.edges
    .map(({ node }) => node)
    .filter(({ id }) => id !== charter?.id)
    .toReversed();
  const proposed = others.filter(({ state }) => state === "proposed");
  const past = others.filter(({ state }) => state !== "proposed");
  const permission = may("proposeCharter", community.viewerMay);
  return (
    <Section title={say("charter.title")}>
      {!charter && <Empty title={say("charter.none")}>{say("charter.noneWhat")}</Empty>}
      {charter && (
        <>
          {charter.since && (
            <p className="small">
              {say.rich("charter.version", {
                version: charter.version,
                when: <Moment at={charter.since.slice(0, 10)} />,
              })}
            </p>
          )}
          <Marked>{charter.text}</Marked>
        </>
      )}
      {proposed.map((version) => (
        <VersionCard key={version.id} version={version} community={community} />
      ))}
      {past.length > 0 && (
        <details className="community-fold">
          <summary>{say("charter.others")}</summary>
          {past.map((version) => (
            <VersionCard key={version.id} version={version} community={community} />
          ))}
        </details>
      )}
      {permission?.allowed && (
        <details className="community-fold">
          <summary>{say("charter.propose")}</summary>
          <ProposeForm community={community} />
        </details>
      )}
    </Section>
  );
}

function VersionCard({ version, community }: { readonly version: Version; readonly community: Community }) {
  const say = useCommunityWords();
  const agree = useAct(AgreeCharter);
  const drop = useAct(DropCharter);
  const wish = { input: { community: community.id, version: version.version } };
  return (
    <article className="note">
      <p>
        {say.rich("charter.line", {
          version: version.version,
          who: <OrgName organization={version.organization} />,
          when: <Moment at={version.at.slice(0, 10)} />,
        })}{" "}
        · <strong>{say(`charter.state.${version.state}`)}</strong>
      </p>
      <Marked>{version.text}</Marked>
      {version.agreed.length > 0 && (
        <p className="small">
          {say.rich("charter.agreed", {
            who: <SafeText>{version.agreed.map(({ name }) => name).join(", ")}</SafeText>,
          })}
        </p>
      )}
      {version.state === "proposed" && (
        <div className="row">
          <ActButton
            act={agree}
            wish={wish}
            permission={may("agreeCharter", community.viewerMay)}
            size="xs"
            ask="always"
          >
            {say("charter.agree")}
          </ActButton>
          <ActButton
            act={drop}
            wish={wish}
            permission={may("dropCharter", community.viewerMay)}
            size="xs"
            variant="subtle"
          >
            {say("charter.drop")}
          </ActButton>
        </div>
      )}
    </article>
  );
}

function ProposeForm({ community }: { readonly community: Community }) {
  const say = useCommunityWords();
  const act = useAct(ProposeCharter);
  const form = useForm({
    draft: `community.charter:${community.id}`,
    initial: { charter: community.charter?.text ?? "", admission: String(community.admission) },
  });
  const { charter, admission } = form.values;
  const input = { community: community.id, charter, admission: Math.trunc(Number(admission)) || 0 };
  return (
    <Form
      form={form}
      act={act}
      label={say("charter.propose")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <TextField name="charter" label={say("charter.text")} rows={6} />
      <TextField name="admission" label={say("charter.admission")} numeric />
      <SubmitButton act={act} permission={may("proposeCharter", community.viewerMay)}>
        {say("charter.go")}
      </SubmitButton>
    </Form>
  );
}
