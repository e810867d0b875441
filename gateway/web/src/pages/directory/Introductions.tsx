import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useLive } from "../../api/useLive";
import { ActButton, SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Moment } from "../../ui/format";
import { Private } from "../../ui/page";
import { PersonName, SafeText } from "../../ui/text";
import { useDirectoryWords } from "../../words/directory";
import { AcceptIntroduction, DeclineIntroduction, type Introduced, IntroductionsQuery } from "./operations";

/** Introductions for oneself and for the organization that one acts for. */
export function Introductions() {
  const say = useDirectoryWords();
  const viewer = useLive(IntroductionsQuery, {}).data?.viewer;
  if (!viewer) return null;
  const mine = [...viewer.introductions.edges, ...(viewer.organization?.introductions.edges ?? [])].map(
    ({ node }) => node,
  );
  const proposals = viewer.introductionProposals.edges.map(({ node }) => node);
  if (mine.length + proposals.length === 0) return null;
  return (
    <Private readers={say("intro.readers")} title={say("intro.title")}>
      <ul className="rows">
        {mine.map((each) => (
          <IntroductionLine key={each.id} each={each} />
        ))}
      </ul>
      {proposals.length > 0 && (
        <>
          <h3>{say("intro.proposals")}</h3>
          <ul className="rows">
            {proposals.map(({ id, sides, why, state }) => (
              <li key={id}>
                <div className="main">
                  <SafeText>
                    {sides.map(({ organization, person }) => organization?.name ?? person?.name ?? "").join(" · ")}
                  </SafeText>
                  <div className="small">
                    <SafeText>{why}</SafeText>
                  </div>
                </div>
                <span className="small">{say(`intro.proposalState.${state}`)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Private>
  );
}

function IntroductionLine({ each }: { readonly each: Introduced }) {
  const say = useDirectoryWords();
  const decline = useAct(DeclineIntroduction);
  return (
    <li>
      <div className="main">
        <strong>
          {say.rich("intro.with", {
            who: <SafeText>{each.organization?.name ?? each.person?.name}</SafeText>,
            other: <SafeText>{each.withOrganization?.name ?? each.withPerson?.name}</SafeText>,
          })}
        </strong>
        <div className="small">
          {say.rich("intro.by", { who: <PersonName person={each.by} /> })}
          {each.agent && <>, {say("intro.agent")}</>}
        </div>
        <p>
          <SafeText lines>{each.why}</SafeText>
        </p>
        {each.theirContact && <p>{say.rich("intro.reach", { how: <SafeText>{each.theirContact}</SafeText> })}</p>}
        {each.state === "asked" && (
          <>
            <p className="small">{say("intro.what")}</p>
            <AcceptForm each={each} />
            <ActButton
              act={decline}
              wish={{ input: { introduction: each.id } }}
              permission={may("declineIntroduction", each.viewerMay)}
              variant="subtle"
              size="xs"
            >
              {say("intro.decline")}
            </ActButton>
          </>
        )}
      </div>
      <span className="small">
        {say(`intro.state.${each.state}`)}
        {each.state === "asked" && <> · {say.rich("intro.until", { when: <Moment at={each.expires} /> })}</>}
      </span>
    </li>
  );
}

function AcceptForm({ each }: { readonly each: Introduced }) {
  const say = useDirectoryWords();
  const act = useAct(AcceptIntroduction);
  const form = useForm({ initial: { contact: "" } });
  const input = { introduction: each.id, contact: form.values.contact };
  return (
    <Form
      form={form}
      act={act}
      label={say("intro.accept")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <TextField name="contact" label={say("intro.contact")} />
      <SubmitButton act={act} permission={may("acceptIntroduction", each.viewerMay)} size="xs">
        {say("intro.accept")}
      </SubmitButton>
    </Form>
  );
}
