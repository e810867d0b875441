import { useState } from "react";
import { Link } from "react-router";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { path } from "../../../app/paths";
import { ActButton } from "../../../ui/ActButton";
import { Fold } from "../../../ui/Fold";
import { Moment } from "../../../ui/format";
import { ReasonForm } from "../../../ui/ReasonForm";
import { OrgName, PersonName, SafeText } from "../../../ui/text";
import { useAsksWords } from "../../../words/asks";
import { SeatName } from "../SeatName";
import { AnswerForm } from "./AnswerForm";
import { Answers } from "./Answers";
import type { Ask } from "./index";
import { ConfirmAnswer, ContestAnswer, WithdrawAsk } from "./operations";

/** One owed answer: who asks whom for what until when, what was answered, and the next act. */
export function AskCard({ ask }: { readonly ask: Ask }) {
  const say = useAsksWords();
  const waits = ask.status === "open" || ask.status === "contested";
  return (
    <li className="asks-card" data-status={ask.status} data-overdue={ask.overdue || undefined}>
      <article aria-label={`${say(`kind.${ask.kind}`)}: ${ask.text.slice(0, 60)}`}>
        <p className="asks-head">
          <span className="asks-status" data-status={ask.status}>
            {say(`status.${ask.status}`)}
          </span>
          <strong>{say(`kind.${ask.kind}`)}</strong>
          <span className="small">
            {say.rich("fromTo", { from: <Origin ask={ask} />, to: <Addressee ask={ask} /> })}
          </span>
        </p>
        <p className="asks-text">
          <SafeText lines>{ask.text}</SafeText>
        </p>
        <p className="small">
          {ask.purpose && <>{say.rich("for", { purpose: <SafeText>{ask.purpose}</SafeText> })} · </>}
          {ask.term && <>{say.rich("about", { term: <SafeText>{ask.term.name}</SafeText> })} · </>}
          {ask.overdue ? (
            <strong className="asks-overdue">
              {say.rich("overdue", { when: <Moment at={ask.due} />, ago: <Moment at={ask.due} relative /> })}
            </strong>
          ) : (
            say.rich(waits ? "due" : "wasDue", { when: <Moment at={ask.due} /> })
          )}
        </p>
        {ask.withdrawn && (
          <p className="small">{say.rich("withdrawnFor", { reason: <SafeText>{ask.withdrawn}</SafeText> })}</p>
        )}
        <Answers ask={ask} />
        <Acts ask={ask} />
      </article>
    </li>
  );
}

function Origin({ ask: { from, by } }: { readonly ask: Ask }) {
  const say = useAsksWords();
  if (from.seat) {
    return (
      <>
        <SeatName seat={from.seat} />
        {by && (
          <>
            {" "}
            (<PersonName person={by} />)
          </>
        )}
      </>
    );
  }
  if (from.conversation) {
    return (
      <Link to={path.conversation(from.conversation.id)}>
        {from.people ? say("people", { count: from.people }) : say("conversation")}
      </Link>
    );
  }
  if (from.petition) return <>{from.people ? say("signers", { count: from.people }) : say("petition")}</>;
  return <>{say("convener")}</>;
}

function Addressee({ ask: { to } }: { readonly ask: Ask }) {
  return to.organization ? <OrgName organization={to.organization} /> : <SeatName seat={to.seat} />;
}

type Acting = "answer" | "contest" | "withdraw";

/** What the reader can do next. Acts that are not theirs at all are not shown beside every ask. */
function Acts({ ask }: { readonly ask: Ask }) {
  const say = useAsksWords();
  const confirm = useAct(ConfirmAnswer);
  const contest = useAct(ContestAnswer);
  const withdraw = useAct(WithdrawAsk);
  const [done, setDone] = useState<Acting | null>(null);
  const allowed = (act: string) => may(act, ask.viewerMay)?.allowed;
  const heard = ask.kind === "heard";
  return (
    <div className="asks-acts">
      {allowed("answerAsk") && (
        <Fold key={`answer:${ask.answers.length}`} label={say(heard ? "restate" : "answer")}>
          <AnswerForm ask={ask} onDone={() => setDone("answer")} />
        </Fold>
      )}
      {allowed("confirmAnswer") && (
        <ActButton act={confirm} wish={{ input: { ask: ask.id } }} size="xs">
          {say(heard ? "confirmHeard" : "confirm")}
        </ActButton>
      )}
      {allowed("contestAnswer") && (
        <Fold key={`contest:${ask.status}`} label={say(heard ? "correct" : "contest")}>
          <ReasonForm
            act={contest}
            draft={`ask.contest:${ask.id}`}
            label={say(heard ? "correct" : "contest")}
            field={say(heard ? "correctWhat" : "contestWhy")}
            wish={(reason) => ({ input: { ask: ask.id, reason } })}
            onDone={() => setDone("contest")}
          />
        </Fold>
      )}
      {allowed("withdrawAsk") && (
        <Fold key={`withdraw:${ask.status}`} label={say("withdraw")}>
          <ReasonForm
            act={withdraw}
            draft={`ask.withdraw:${ask.id}`}
            label={say("withdraw")}
            field={say("withdrawWhy")}
            wish={(reason) => ({ input: { ask: ask.id, reason } })}
            onDone={() => setDone("withdraw")}
          />
        </Fold>
      )}
      <p role="status" className="small asks-done">
        {done && say(`done.${done}`)}
      </p>
    </div>
  );
}
