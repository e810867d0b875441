import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { ActButton, SubmitButton } from "../../ui/ActButton";
import { SelectField, TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Moment } from "../../ui/format";
import { Private } from "../../ui/page";
import { plain, SafeText } from "../../ui/text";
import { useCommunityWords } from "../../words/community";
import { type Community, MoveRemoval, SecondControl } from "./operations";
import { useMembers } from "./useMembers";

const names = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name).join(", ");

/** Removals, and who is under one control: what members settle among themselves. */
export function Matters({ community }: { readonly community: Community }) {
  const say = useCommunityWords();
  const matters = community.matters.edges.map(({ node }) => node).toReversed();
  const permission = may("moveRemoval", community.viewerMay);
  if (matters.length === 0 && !permission?.allowed) return null;
  return (
    <Private readers={say("terms.readers")} title={say("matters.title")}>
      <ul className="rows">
        {matters.map((each) => (
          <MatterLine key={each.id} each={each} community={community} />
        ))}
      </ul>
      {permission?.allowed && (
        <details className="community-fold">
          <summary>{say("matters.move")}</summary>
          <RemovalForm community={community} />
        </details>
      )}
    </Private>
  );
}

type Each = Community["matters"]["edges"][number]["node"];

function MatterLine({ each, community }: { readonly each: Each; readonly community: Community }) {
  const say = useCommunityWords();
  const control = useAct(SecondControl);
  const removal = useAct(MoveRemoval);
  const who = <SafeText>{names(each.organizations)}</SafeText>;
  return (
    <li>
      <div className="main">
        {say.rich(`matters.${each.kind}`, { who })}
        <div className="small">
          <SafeText>{each.reason}</SafeText>
        </div>
        <div className="small">
          {say.rich("matters.by", { who: <SafeText>{names(each.by)}</SafeText> })} · <Moment at={each.at} />
        </div>
      </div>
      <span className="small">{say(`matters.state.${each.state}`)}</span>
      {each.state === "open" && each.kind === "control" && (
        <ActButton
          act={control}
          wish={{ input: { community: community.id, claim: each.id } }}
          permission={may("secondControl", community.viewerMay)}
          size="xs"
          variant="default"
          ask="always"
        >
          {say("matters.second")}
        </ActButton>
      )}
      {each.state === "open" && each.kind === "removal" && (
        <ActButton
          act={removal}
          wish={{
            input: { community: community.id, organization: each.organizations[0]?.id ?? "", reason: each.reason },
          }}
          permission={may("moveRemoval", community.viewerMay)}
          size="xs"
          variant="default"
          ask="always"
        >
          {say("matters.second")}
        </ActButton>
      )}
    </li>
  );
}

function RemovalForm({ community }: { readonly community: Community }) {
  const say = useCommunityWords();
  const act = useAct(MoveRemoval);
  const { nodes } = useMembers(community.id);
  const form = useForm({ initial: { organization: "", reason: "" } });
  const { organization, reason } = form.values;
  const input = { community: community.id, organization, reason };
  return (
    <Form
      form={form}
      act={act}
      label={say("matters.move")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <SelectField
        name="organization"
        label={say("matters.whom")}
        choices={[
          { value: "", label: say("matters.choose") },
          ...nodes
            .filter(({ state }) => state === "member")
            .map((each) => ({ value: each.organization?.id ?? "", label: plain(each.organization?.name ?? "") })),
        ]}
      />
      <TextField name="reason" label={say("matters.reason")} rows={2} />
      <SubmitButton act={act} permission={may("moveRemoval", community.viewerMay)} variant="danger" size="xs">
        {say("matters.moveGo")}
      </SubmitButton>
    </Form>
  );
}
