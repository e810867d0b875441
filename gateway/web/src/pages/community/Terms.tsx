import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useSession } from "../../app/session";
import { ActButton, SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Moment } from "../../ui/format";
import { Private } from "../../ui/page";
import { Empty } from "../../ui/states";
import { Marked, OrgName, plain } from "../../ui/text";
import { useCommunityWords } from "../../words/community";
import { type Community, OfferStandingTerms, WithdrawStandingTerms } from "./operations";

/** Terms that members keep open for each other. */
export function Terms({ community }: { readonly community: Community }) {
  const say = useCommunityWords();
  const terms = community.standingTerms.edges.map(({ node }) => node).toReversed();
  const permission = may("offerStandingTerms", community.viewerMay);
  if (terms.length === 0 && !permission?.allowed) return null;
  return (
    <Private readers={say("terms.readers")} title={say("terms.title")}>
      {terms.length === 0 && <Empty title={say("terms.none")}>{say("terms.noneWhat")}</Empty>}
      {terms.map((each) => (
        <Standing key={each.id} each={each} community={community} />
      ))}
      {permission?.allowed && (
        <details className="community-fold">
          <summary>{say("terms.offer")}</summary>
          <OfferForm community={community} />
        </details>
      )}
    </Private>
  );
}

type Each = Community["standingTerms"]["edges"][number]["node"];

function Standing({ each, community }: { readonly each: Each; readonly community: Community }) {
  const say = useCommunityWords();
  const { viewer } = useSession();
  const act = useAct(WithdrawStandingTerms);
  return (
    <article className="note">
      <h3 dir="auto">{plain(each.title)}</h3>
      <p className="small">
        {say.rich("terms.by", {
          who: <OrgName organization={each.organization} />,
          when: <Moment at={each.offeredAt} />,
        })}
        {each.state === "withdrawn" && (
          <>
            {" · "}
            <strong>{say("terms.withdrawn")}</strong>
          </>
        )}
      </p>
      <Marked>{each.text}</Marked>
      {each.state === "offered" && each.organization?.id === viewer?.organization?.id && (
        <ActButton
          act={act}
          wish={{ input: { community: community.id, standing: each.id } }}
          permission={may("withdrawStandingTerms", community.viewerMay)}
          variant="subtle"
          size="xs"
          ask="always"
        >
          {say("terms.withdraw")}
        </ActButton>
      )}
    </article>
  );
}

function OfferForm({ community }: { readonly community: Community }) {
  const say = useCommunityWords();
  const act = useAct(OfferStandingTerms);
  const form = useForm({ draft: `community.terms:${community.id}`, initial: { title: "", text: "" } });
  const { title, text } = form.values;
  const input = { community: community.id, title, text };
  return (
    <Form
      form={form}
      act={act}
      label={say("terms.offer")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <TextField name="title" label={say("terms.name")} />
      <TextField name="text" label={say("terms.text")} rows={5} />
      <SubmitButton act={act} permission={may("offerStandingTerms", community.viewerMay)}>
        {say("terms.go")}
      </SubmitButton>
    </Form>
  );
}
