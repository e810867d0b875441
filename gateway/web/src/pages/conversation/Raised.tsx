import { useLive } from "../../api/useLive";
import { Moment } from "../../ui/format";
import { Section } from "../../ui/page";
import { SafeText } from "../../ui/text";
import { useConversationWords } from "../../words/conversation";
import { letter } from "./conversation";
import { RaisedQuery } from "./operations";

/** What the conversation is owed an answer to, and what was answered. */
export function Raised({ id }: { readonly id: string }) {
  const say = useConversationWords();
  const live = useLive(RaisedQuery, { id });
  const conversation = live.data?.conversation;
  const raised = conversation?.raised.edges.map(({ node }) => node) ?? [];
  if (raised.length === 0) return null;
  const asks = new Map(conversation?.initiative?.asks.edges.map(({ node }) => [node.from.statement, node]));
  return (
    <Section title={say("raised.title")}>
      <p className="small">{say("raised.how")}</p>
      <ul className="rows">
        {raised.map(({ id: key, statement, reason, groups, people }) => {
          const ask = asks.get(statement?.id ?? "");
          return (
            <li key={key}>
              <span className="main">
                <SafeText>{statement?.text}</SafeText>
                {ask?.answers.map((answer) => (
                  <span key={answer.number} className="conversation-answer">
                    <SafeText>{answer.seat?.organization?.name ?? answer.seat?.name ?? ""}</SafeText>:{" "}
                    <SafeText>{answer.text ?? answer.term?.name ?? ""}</SafeText>
                  </span>
                ))}
              </span>
              <span className="small">
                {say(`raised.${reason}`, { groups: groups.map(letter).join(", "), people })}
                {ask && (
                  <>
                    {" · "}
                    {ask.overdue ? <strong>{say("raised.overdue")}</strong> : say(`raised.status.${ask.status}`)}{" "}
                    {say.rich("raised.due", { when: <Moment at={ask.due} /> })}
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
