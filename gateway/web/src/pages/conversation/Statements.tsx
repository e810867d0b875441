import { Button } from "@mantine/core";
import { may, type ResultOf } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { usePages } from "../../api/usePages";
import { Fold } from "../../ui/Fold";
import { Section } from "../../ui/page";
import { ReasonForm } from "../../ui/ReasonForm";
import { SafeText } from "../../ui/text";
import { Wide } from "../../ui/Wide";
import { useConversationWords } from "../../words/conversation";
import { Author } from "./Answering";
import type { Conversation } from "./conversation";
import { HideStatement, ReportStatement, StatementsQuery } from "./operations";
import { Counts } from "./Weights";

const statements = (data: ResultOf<typeof StatementsQuery>) => data.conversation?.statements;

type Statement = NonNullable<ReturnType<typeof statements>>["edges"][number]["node"];

interface StatementsProps {
  readonly conversation: Conversation;
  readonly onAnswer: (statement: string) => void;
}

/** Everything that was said, with how many stand where and where the reader does. */
export function Statements({ conversation, onAnswer }: StatementsProps) {
  const say = useConversationWords();
  const { nodes, hasMore, more, loading } = usePages(StatementsQuery, { id: conversation.id }, statements);
  const taken = new Map(conversation.viewerVoice?.taken.map(({ statement, stance }) => [statement?.id, stance]));
  const shown = nodes.filter(({ state }) => state === "shown");
  if (shown.length === 0) return null;
  return (
    <Section title={say("all.title")}>
      <Fold label={say("all.open", { count: conversation.measures?.statements ?? shown.length })}>
        <Wide>
          <table className="table conversation-weights">
            <caption className="heard">{say("all.title")}</caption>
            <thead>
              <tr>
                <th scope="col">{say("weights.statement")}</th>
                <th scope="col">{say("weights.all")}</th>
                <th scope="col">{say("all.mine")}</th>
                <th scope="col">{say("all.more")}</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((statement) => (
                <tr key={statement.id}>
                  <th scope="row">
                    <SafeText>{statement.text}</SafeText>
                    <span className="small conversation-under">
                      <Author statement={statement} />
                    </span>
                  </th>
                  <td>{statement.tally && <Counts cells={statement.tally} />}</td>
                  <td>
                    <Mine stance={taken.get(statement.id)} />{" "}
                    <Button variant="subtle" size="compact-xs" onClick={() => onAnswer(statement.id)}>
                      {say(taken.has(statement.id) ? "all.change" : "weights.answer")}
                    </Button>
                  </td>
                  <td>
                    <More statement={statement} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
        {hasMore && (
          <Button variant="default" onClick={more} loading={loading}>
            {say("more")}
          </Button>
        )}
      </Fold>
    </Section>
  );
}

function Mine({ stance }: { readonly stance: "agree" | "disagree" | "pass" | undefined }) {
  const say = useConversationWords();
  return <span>{stance ? say(`stance.${stance}`) : say("all.none")}</span>;
}

/** Asking moderators to look, or being one. */
function More({ statement }: { readonly statement: Statement }) {
  const say = useConversationWords();
  const report = useAct(ReportStatement);
  const hide = useAct(HideStatement);
  const allowed = (act: string) => may(act, statement.viewerMay)?.allowed;
  return (
    <>
      {allowed("reportStatement") && (
        <Fold label={say("report.open")}>
          <ReasonForm
            act={report}
            draft={`statement.report:${statement.id}`}
            label={say("report.send")}
            field={say("report.why")}
            wish={(reason) => ({ input: { statement: statement.id, reason } })}
          />
        </Fold>
      )}
      {allowed("hideStatement") && (
        <Fold label={say("care.hide")}>
          <ReasonForm
            act={hide}
            draft={`statement.hide:${statement.id}`}
            label={say("care.hide")}
            field={say("care.hideWhy")}
            wish={(reason) => ({ input: { statement: statement.id, reason } })}
          />
        </Fold>
      )}
    </>
  );
}
