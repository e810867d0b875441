import { useState } from "react";
import { Link, useParams } from "react-router";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { useSession } from "../../../app/session";
import { ActButton, SubmitButton } from "../../../ui/ActButton";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Moment } from "../../../ui/format";
import { instantOf, localOf } from "../../../ui/instant";
import { Section } from "../../../ui/page";
import { NotFound, Waiting } from "../../../ui/states";
import { SafeText } from "../../../ui/text";
import { useDecisionWords } from "../../../words/decisions";
import { SeatName } from "../seats";
import { ownSeat, useTable } from "../table";
import { useSheet } from "../values/useSheet";
import { useValueWords } from "../values/useValueWords";
import { CallForm } from "./CallForm";
import { Frozen } from "./Frozen";
import { Result } from "./List";
import { Measures } from "./Measures";
import { CloseNow, type Decision, DecisionQuery, DecisionsQuery, MoveDeadline } from "./operations";
import { Unfolding } from "./Unfolding";
import { VoteForm } from "./VoteForm";
import { Electors, Votes } from "./Votes";

/** One decision: what it asks, who has voted, and in the end how it was counted. */
export function DecisionPage() {
  const table = useTable();
  const { decision: id = "" } = useParams();
  const say = useDecisionWords();
  const live = useLive(DecisionQuery, { id });
  if (!live.data) return <Waiting for={live} />;
  const decision = live.data.decision;
  if (!decision) return <NotFound />;
  const closed = decision.status === "closed";
  const mine = decision.electors.find(({ seat }) => seat && seat.id === ownSeat(table));
  const voted = decision.electors.filter((each) => each.voted).length;
  return (
    <>
      <p className="small">
        <Link to={path.table(table.id, "decisions")}>{say("back")}</Link>
      </p>
      <div className="titleline">
        <h2>
          {say("name", { number: decision.number })}
          {decision.call > 1 && <> · {say("secondCall")}</>}
        </h2>
        <Result status={decision.status} outcome={decision.outcome} />
      </div>
      <p className="small">
        {say.rich("opened", {
          when: <Moment at={decision.openedAt} />,
          who: decision.seat ? <SeatName id={decision.seat.id} /> : say("convener"),
        })}
        {" · "}
        <span aria-live="polite">{say("voted", { voted, of: decision.electors.length })}</span>
      </p>
      {decision.question && (
        <blockquote className="decisions-question">
          <SafeText lines>{decision.question}</SafeText>
        </blockquote>
      )}
      <What decision={decision} />
      {decision.outcome && <p className="note">{say(`outcomeWhat.${decision.outcome}`)}</p>}
      {closed && <Unfolding decision={decision} />}
      {!closed && <Waits decision={decision} />}
      {!closed && mine && <VoteForm decision={decision} elector={mine} />}
      {!closed && !mine && <p className="note quiet">{say("vote.none")}</p>}
      {(closed || decision.openVotes) && <Votes decision={decision} />}
      <Electors decision={decision} />
      <Section title={say("frozen.title")}>
        <Frozen decision={decision} />
        {!closed && <MoreTime decision={decision} />}
      </Section>
      {closed && <Measures decision={decision} />}
      {closed && <Next decision={decision} />}
    </>
  );
}

/** What is decided on: a package and its values, or several that are ranked. */
function What({ decision }: { readonly decision: Decision }) {
  const table = useTable();
  const say = useDecisionWords();
  const { byId } = useSheet();
  const words = useValueWords();
  const { package: of, packages, terms } = decision;
  const link = (each: { readonly id: string; readonly number: number }) => (
    <Link key={each.id} to={path.package(table.id, each.id)}>
      {each.number}
    </Link>
  );
  if (packages.length > 1)
    return (
      <p>
        {say.rich("ranks", {
          numbers: packages.flatMap((each, place) => (place > 0 ? [", ", link(each)] : [link(each)])),
        })}
      </p>
    );
  if (!of) return null;
  const only = new Set(terms.map(({ id }) => id));
  return (
    <>
      <p>
        <strong>{say.rich("about", { number: link(of) })}</strong>
        {terms.length > 0 && (
          <span className="small">
            {" "}
            {say.rich("partial", { terms: <SafeText>{terms.map(({ name }) => name).join(", ")}</SafeText> })}
          </span>
        )}
      </p>
      <dl className="facts decisions-values">
        {of.values
          .filter(({ term }) => only.size === 0 || (term && only.has(term.id)))
          .map(({ term, value }) => {
            const known = term && byId.get(term.id);
            if (!known) return null;
            return (
              <div key={known.id}>
                <dt>
                  <SafeText>{known.name}</SafeText>
                </dt>
                <dd>
                  <SafeText>{words(known, value)}</SafeText>
                </dd>
              </div>
            );
          })}
      </dl>
    </>
  );
}

/** Answers that everybody waits for before anybody votes. */
function Waits({ decision }: { readonly decision: Decision }) {
  const say = useDecisionWords();
  const asks = decision.waitsFor.flatMap((ask) => (ask ? [ask] : []));
  if (asks.length === 0) return null;
  return (
    <div className="note">
      <p>
        <strong>{say("waiting")}</strong>
      </p>
      <ul>
        {asks.map(({ id, text, status }) => (
          <li key={id}>
            <SafeText>{text}</SafeText>{" "}
            <span className="small">
              ({say(status === "answered" || status === "confirmed" ? "waitingDone" : "waitingOpen")})
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Moving the deadline, and closing before it. */
function MoreTime({ decision }: { readonly decision: Decision }) {
  const table = useTable();
  const say = useDecisionWords();
  const { zone } = useSession();
  const move = useAct(MoveDeadline);
  const close = useAct(CloseNow);
  const later = new Date(decision.deadline).getTime() + 2 * 86400e3;
  const form = useForm({ initial: { to: localOf(later, zone), reason: "" } });
  const wish = { input: { decision: decision.id, to: instantOf(form.values.to, zone), reason: form.values.reason } };
  return (
    <>
      <p className="decisions-gap">
        <ActButton
          act={close}
          wish={{ input: { decision: decision.id } }}
          permission={may("closeNow", table.viewerMay)}
          variant="default"
          ask="always"
        >
          {say("closeNow")}
        </ActButton>{" "}
        <span className="small">{say("closeNowWhat")}</span>
      </p>
      <details className="decisions-gap">
        <summary>{say("move.title")}</summary>
        <Form
          form={form}
          act={move}
          label={say("move.title")}
          preview={() => move.preview(wish)}
          onSubmit={() => move.send(wish)}
        >
          <p className="small">{say("move.what")}</p>
          <TextField name="to" kind="datetime-local" label={say("move.to")} />
          <TextField name="reason" label={say("move.reason")} rows={2} />
          <SubmitButton act={move} permission={may("moveDeadline", table.viewerMay)} variant="default">
            {say("move.go")}
          </SubmitButton>
        </Form>
      </details>
    </>
  );
}

/** What comes of it. */
function Next({ decision }: { readonly decision: Decision }) {
  const table = useTable();
  const say = useDecisionWords();
  const rules = useLive(DecisionsQuery, { id: table.id }).data?.negotiation?.groundRules;
  const [again, setAgain] = useState(false);
  const agreements = decision.negotiation?.agreements.edges.map(({ node }) => node) ?? [];
  return (
    <Section title={say("next.title")}>
      {decision.outcome === "carried" && (
        <>
          <p>{say("next.carried")}</p>
          {agreements.length === 0 && <p className="small">{say("next.soon")}</p>}
          {agreements.map(({ id, title }) => (
            <p key={id}>
              <Link to={path.agreement(id)}>{say("next.agreement")}</Link> · <SafeText>{title}</SafeText>
            </p>
          ))}
        </>
      )}
      {decision.outcome === "rejected" && (
        <p>
          {say("next.rejected")} <Link to={path.table(table.id, "packages")}>{say("next.packages")}</Link>
        </p>
      )}
      {decision.outcome === "noQuorum" && decision.package && rules && table.status === "open" && (
        <details open={again} onToggle={(event) => setAgain(event.currentTarget.open)}>
          <summary>{say("call.again")}</summary>
          {again && <CallForm rules={rules} again={decision.package.id} />}
        </details>
      )}
    </Section>
  );
}
