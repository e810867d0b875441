import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useLive } from "../../api/useLive";
import { ActButton } from "../../ui/ActButton";
import { Fold } from "../../ui/Fold";
import { Moment } from "../../ui/format";
import { Private, Section } from "../../ui/page";
import { ReasonForm } from "../../ui/ReasonForm";
import { SafeText } from "../../ui/text";
import { useConversationWords } from "../../words/conversation";
import type { Conversation } from "./conversation";
import { CloseConversation, DecideAppeal, HideStatement, RaiseAsks, ReportsQuery, ShowStatement } from "./operations";

interface Changing {
  /** What of the conversation is only the reader's own is asked for again. */
  readonly onChanged: () => void;
}

/** What those who look after the conversation do; others do not see it. */
export function Care({ conversation, onChanged }: { readonly conversation: Conversation } & Changing) {
  const say = useConversationWords();
  const close = useAct(CloseConversation);
  const raise = useAct(RaiseAsks);
  const waiting = conversation.waitingStatements;
  const closing = may("closeConversation", conversation.viewerMay);
  const raising = may("raiseAsks", conversation.viewerMay);
  if (!waiting && !closing?.allowed && !raising?.allowed) return null;
  const wish = { input: { conversation: conversation.id } };
  return (
    <Section title={say("care.title")}>
      <Private readers={say("care.readers")}>
        {waiting && (
          <>
            <h3>{say("care.waiting")}</h3>
            {waiting.length === 0 && <p className="small">{say("care.none")}</p>}
            <ul className="conversation-own">
              {waiting.map((said) => (
                <Waiting key={said.statement?.id ?? said.text} said={said} onChanged={onChanged} />
              ))}
            </ul>
            <Reports id={conversation.id} onChanged={onChanged} />
          </>
        )}
        {conversation.open && (
          <div className="row conversation-care">
            <ActButton act={raise} wish={wish} ask="always" variant="default" permission={raising}>
              {say("care.raise")}
            </ActButton>
            <ActButton
              act={close}
              wish={wish}
              ask="always"
              variant="danger"
              permission={closing}
              warning={say("care.closeWarning")}
            >
              {say("care.close")}
            </ActButton>
          </div>
        )}
      </Private>
    </Section>
  );
}

type Said = NonNullable<Conversation["waitingStatements"]>[number];

function Waiting({ said, onChanged }: { readonly said: Said } & Changing) {
  const say = useConversationWords();
  return (
    <li>
      <p>
        <SafeText lines>{said.text}</SafeText>
      </p>
      {said.reason && (
        <p className="small">{say.rich("own.because", { reason: <SafeText>{said.reason}</SafeText> })}</p>
      )}
      {said.statement && <Judging statement={said.statement} appealed={said.appealed} onChanged={onChanged} />}
    </li>
  );
}

interface JudgingProps extends Changing {
  readonly statement: { readonly id: string; readonly viewerMay: NonNullable<Said["statement"]>["viewerMay"] };
  readonly appealed: boolean;
}

function Judging({ statement, appealed, onChanged }: JudgingProps) {
  const say = useConversationWords();
  const show = useAct(ShowStatement);
  const hide = useAct(HideStatement);
  const decide = useAct(DecideAppeal);
  const permitted = (act: string) => may(act, statement.viewerMay);
  return (
    <div className="row">
      {permitted("showStatement")?.allowed && (
        <ActButton act={show} wish={{ input: { statement: statement.id } }} size="xs" onDone={onChanged}>
          {say("care.show")}
        </ActButton>
      )}
      {permitted("hideStatement")?.allowed && (
        <Fold label={say("care.hide")}>
          <ReasonForm
            act={hide}
            draft={`statement.hide:${statement.id}`}
            label={say("care.hide")}
            field={say("care.hideWhy")}
            onDone={onChanged}
            wish={(reason) => ({ input: { statement: statement.id, reason } })}
          />
        </Fold>
      )}
      {appealed &&
        ([true, false] as const).map((restore) => (
          <Fold key={String(restore)} label={say(restore ? "care.restore" : "care.uphold")}>
            <ReasonForm
              act={decide}
              draft={`statement.decide:${statement.id}:${restore}`}
              label={say(restore ? "care.restore" : "care.uphold")}
              field={say("care.hideWhy")}
              permission={permitted("decideAppeal")}
              onDone={onChanged}
              wish={(reason) => ({ input: { statement: statement.id, reason, restore } })}
            />
          </Fold>
        ))}
    </div>
  );
}

/** What moderators are asked to look at. */
function Reports({ id, onChanged }: { readonly id: string } & Changing) {
  const say = useConversationWords();
  const live = useLive(ReportsQuery, { id });
  const reports = live.data?.conversation?.reports.edges.map(({ node }) => node) ?? [];
  return (
    <>
      <h3>{say("care.reports")}</h3>
      {reports.length === 0 && <p className="small">{say("care.none")}</p>}
      <ul className="conversation-own">
        {reports.map((report) => (
          <li key={report.id}>
            <p>
              <SafeText lines>{report.statement?.text}</SafeText>
            </p>
            <p className="small">
              {say(report.appeal ? "care.appeal" : "care.report")}: <SafeText>{report.reason}</SafeText> ·{" "}
              <Moment at={report.on.slice(0, 10)} />
            </p>
            {report.statement && (
              <Judging statement={report.statement} appealed={report.statement.appealed} onChanged={onChanged} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
