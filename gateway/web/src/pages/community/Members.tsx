import { Button } from "@mantine/core";
import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Moment } from "../../ui/format";
import { Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { OrgName, plain, SafeText } from "../../ui/text";
import { useAppWords } from "../../words/app";
import { useCommunityWords } from "../../words/community";
import { type Community, type CommunityMember, VouchFor } from "./operations";
import { useMembers } from "./useMembers";

/** Who belongs, and who wants to. */
export function Members({ community }: { readonly community: Community }) {
  const say = useCommunityWords();
  const words = useAppWords();
  const { nodes, hasMore, more, live } = useMembers(community.id);
  const inside = nodes.filter(({ state }) => state === "member");
  const seeking = nodes.filter(({ state }) => state === "seeking");
  return (
    <>
      {seeking.length > 0 && (
        <Section title={say("list.seeking")}>
          <ul className="rows">
            {seeking.map((each) => (
              <MemberLine key={each.id} each={each} community={community} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={say("list.title")}>
        {live.data && inside.length === 0 && <Empty title={say("list.none")}>{say("list.noneWhat")}</Empty>}
        <ul className="rows">
          {inside.map((each) => (
            <MemberLine key={each.id} each={each} community={community} />
          ))}
        </ul>
        {hasMore && (
          <Button variant="default" onClick={more}>
            {words("more")}
          </Button>
        )}
      </Section>
    </>
  );
}

function MemberLine({ each, community }: { readonly each: CommunityMember; readonly community: Community }) {
  const say = useCommunityWords();
  const vouches = may("vouchFor", community.viewerMay);
  return (
    <li>
      <div className="main">
        <OrgName organization={each.organization} />
        {each.under && each.under.id !== each.organization?.id && (
          <span className="small"> · {say.rich("list.under", { who: <OrgName organization={each.under} /> })}</span>
        )}
        {each.words && (
          <div className="small">
            <SafeText>{each.words}</SafeText>
          </div>
        )}
        {each.vouches.edges.map(({ node }) => (
          <div className="small" key={node.id}>
            {say.rich("list.vouched", {
              who: <OrgName organization={node.organization} />,
              words: <SafeText>{node.words}</SafeText>,
            })}
          </div>
        ))}
        {each.state === "seeking" && vouches && <VouchForm each={each} community={community} />}
      </div>
      <span className="small">{say.rich("list.since", { when: <Moment at={each.since.slice(0, 10)} /> })}</span>
    </li>
  );
}

function VouchForm({ each, community }: { readonly each: CommunityMember; readonly community: Community }) {
  const say = useCommunityWords();
  const act = useAct(VouchFor);
  const form = useForm({ draft: `community.vouch:${each.id}`, initial: { words: "" } });
  const input = { community: community.id, organization: each.organization?.id ?? "", words: form.values.words };
  const label = say("list.vouchOf", { who: plain(each.organization?.name ?? "") });
  return (
    <details className="community-fold">
      <summary>{label}</summary>
      <Form
        form={form}
        act={act}
        label={label}
        preview={() => act.preview({ input })}
        onSubmit={() => act.send({ input })}
      >
        <TextField name="words" label={say("list.words")} rows={2} />
        <SubmitButton act={act} permission={may("vouchFor", community.viewerMay)} size="xs">
          {say("list.vouch")}
        </SubmitButton>
      </Form>
    </details>
  );
}
