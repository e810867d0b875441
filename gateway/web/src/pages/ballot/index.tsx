import { Link, useParams } from "react-router";
import { useLive } from "../../api/useLive";
import { path } from "../../app/paths";
import { Moment, useFormat } from "../../ui/format";
import { LiveDot, Page, Section } from "../../ui/page";
import { NotFound, Waiting } from "../../ui/states";
import { Marked, OrgName, PersonName, SafeText } from "../../ui/text";
import { useBallotWords } from "../../words/ballot";
import { Electors } from "./Electors";
import { Hearings } from "./Hearings";
import { Lending } from "./Lending";
import { Manage } from "./Manage";
import { type Ballot, BallotQuery } from "./operations";
import { Outcome } from "./Result";
import { VoteForm } from "./VoteForm";

/** What the members of an organization are asked, and what they said. */
export function Component() {
  const { id = "" } = useParams();
  const say = useBallotWords();
  const live = useLive(BallotQuery, { id });
  if (!live.data) return <Waiting for={live} />;
  const ballot = live.data.ballot;
  if (!ballot) return <NotFound />;
  const closed = ballot.status === "closed";
  return (
    <Page
      title={ballot.question}
      kind={
        <>
          {say("kind")} · {say(`subject.${ballot.subjectKind}`)}
          {ballot.organization && <> · {say.rich("of", { who: <OrgName organization={ballot.organization} /> })}</>}
          {ballot.call > 1 && <> · {say("secondCall")}</>}
        </>
      }
      aside={<LiveDot state={live.freshness} />}
      lead={
        <>
          <strong>{ballot.outcome ? say(`outcome.${ballot.outcome}`) : say(`status.${ballot.status}`)}</strong>{" "}
          {closed && ballot.closedAt ? (
            <Moment at={ballot.closedAt} />
          ) : (
            <>
              {say.rich("until", { when: <Moment at={ballot.deadline} /> })} (<Moment at={ballot.deadline} relative />)
            </>
          )}
          {" · "}
          <span aria-live="polite">
            {say("electors", { count: ballot.electorCount })}
            {ballot.voted !== null && <>, {say("votedSoFar", { voted: ballot.voted })}</>}
          </span>
        </>
      }
    >
      <p className="small">
        {say.rich("opened", {
          when: <Moment at={ballot.openedAt} />,
          who: ballot.opener ? <PersonName person={ballot.opener} /> : say("somebody"),
        })}
        {ballot.first && (
          <>
            {" · "}
            <Link to={path.ballot(ballot.first.id)}>{say("result.first")}</Link>
          </>
        )}
        {ballot.second && (
          <>
            {" · "}
            <Link to={path.ballot(ballot.second.id)}>{say("result.second")}</Link>
          </>
        )}
      </p>
      {ballot.explanation && (
        <Section title={say("explanation")}>
          <Marked>{ballot.explanation}</Marked>
        </Section>
      )}
      {closed && <Outcome ballot={ballot} />}
      {!closed && (
        <Section title={say("vote.title")}>
          <VoteForm key={JSON.stringify(ballot.viewerVote.vote)} ballot={ballot} />
        </Section>
      )}
      {!closed && ballot.lending && <Lending ballot={ballot} />}
      <Hearings ballot={ballot} />
      <Rule ballot={ballot} />
      <Electors ballot={ballot} />
    </Page>
  );
}

/** What was frozen when it opened. */
function Rule({ ballot }: { readonly ballot: Ballot }) {
  const say = useBallotWords();
  const format = useFormat();
  const share = ballot.threshold ? format.percent(ballot.threshold) : "";
  const weight = ballot.weightThreshold ? format.percent(ballot.weightThreshold) : share;
  return (
    <Section title={say("rule.title")}>
      <dl className="facts">
        <dt>{say("rule.method")}</dt>
        <dd>{say(`method.${ballot.method}`, { share: ballot.strict ? `> ${share}` : `≥ ${share}`, weight })}</dd>
        <dt>{say("rule.quorum")}</dt>
        <dd>{say("rule.quorumWhat", { share: format.percent(ballot.quorum) })}</dd>
        <dt>{say("rule.openness")}</dt>
        <dd>{say(`rule.opennessIs.${ballot.openness}`)}</dd>
        <dt>{say("rule.lending")}</dt>
        <dd>{say(ballot.lending ? "rule.lendingYes" : "rule.lendingNo")}</dd>
        {ballot.weightSource && (
          <>
            <dt>{say("rule.weights")}</dt>
            <dd>
              <SafeText>{ballot.weightSource}</SafeText>
            </dd>
          </>
        )}
        <dt>{say("rule.deadline")}</dt>
        <dd>
          <Moment at={ballot.deadline} />
          {ballot.movedFrom && (
            <div className="small">
              {say.rich("rule.moved", {
                from: <Moment at={ballot.movedFrom} />,
                why: <SafeText>{ballot.moveReason}</SafeText>,
              })}
            </div>
          )}
        </dd>
      </dl>
      {ballot.status !== "closed" && <Manage ballot={ballot} />}
    </Section>
  );
}
