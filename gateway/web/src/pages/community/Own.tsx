import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useSession } from "../../app/session";
import { ActButton, SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Section } from "../../ui/page";
import { useCommunityWords } from "../../words/community";
import { type Community, EndSeeking, LeaveCommunity, SeekMembership } from "./operations";
import { useMembers } from "./useMembers";

/** What the organization that one acts for is to this community, and can become. */
export function Own({ community }: { readonly community: Community }) {
  const say = useCommunityWords();
  const { viewer } = useSession();
  const { nodes } = useMembers(community.id);
  const end = useAct(EndSeeking);
  const own = viewer?.organization?.id;
  if (!own) return null;
  const state = nodes.find(({ organization }) => organization?.id === own)?.state;
  return (
    <Section title={say("own.title")}>
      {state === "member" && <LeaveForm community={community} />}
      {state === "seeking" && (
        <ActButton
          act={end}
          wish={{ input: { community: community.id } }}
          permission={may("endSeeking", community.viewerMay)}
          variant="default"
        >
          {say("own.end")}
        </ActButton>
      )}
      {state !== "member" && state !== "seeking" && <SeekForm community={community} />}
    </Section>
  );
}

function SeekForm({ community }: { readonly community: Community }) {
  const say = useCommunityWords();
  const act = useAct(SeekMembership);
  const form = useForm({ draft: `community.seek:${community.id}`, initial: { words: "" } });
  const input = { community: community.id, words: form.values.words };
  return (
    <Form
      form={form}
      act={act}
      label={say("own.seek")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <TextField name="words" label={say("own.words")} rows={3} />
      <SubmitButton act={act} permission={may("seekMembership", community.viewerMay)}>
        {say("own.seekGo")}
      </SubmitButton>
    </Form>
  );
}

function LeaveForm({ community }: { readonly community: Community }) {
  const say = useCommunityWords();
  const act = useAct(LeaveCommunity);
  const form = useForm({ initial: { reason: "" } });
  const reason = form.values.reason.trim();
  const input = { community: community.id, ...(reason ? { reason } : {}) };
  return (
    <details className="community-fold">
      <summary>{say("own.leave")}</summary>
      <Form
        form={form}
        act={act}
        label={say("own.leave")}
        preview={() => act.preview({ input })}
        onSubmit={() => act.send({ input })}
      >
        <TextField name="reason" label={say("own.reason")} />
        <SubmitButton act={act} permission={may("leaveCommunity", community.viewerMay)} variant="danger" size="xs">
          {say("own.leave")}
        </SubmitButton>
      </Form>
    </details>
  );
}
