import { useLive } from "../../api/useLive";
import { Fold } from "../../ui/Fold";
import { Moment } from "../../ui/format";
import { Section } from "../../ui/page";
import { PersonName, SafeText } from "../../ui/text";
import { useConversationWords } from "../../words/conversation";
import { LogQuery } from "./operations";

/** What moderators and authors have done, for everybody to read. */
export function Log({ id }: { readonly id: string }) {
  const say = useConversationWords();
  const live = useLive(LogQuery, { id });
  const acts = live.data?.conversation?.moderationLog.edges.map(({ node }) => node) ?? [];
  if (acts.length === 0) return null;
  return (
    <Section title={say("log.title")}>
      <Fold label={say("log.open", { count: acts.length })}>
        <ul className="rows">
          {acts.map(({ id: key, act, reason, at, by, statement }) => (
            <li key={key}>
              <span className="main">
                <strong>{say(`log.${act}`)}</strong>
                {statement && (
                  <>
                    {": "}
                    <SafeText>{statement.text}</SafeText>
                  </>
                )}
                {reason && (
                  <>
                    {" — "}
                    <SafeText>{reason}</SafeText>
                  </>
                )}
              </span>
              <span className="small">
                {by && (
                  <>
                    <PersonName person={by} />
                    {", "}
                  </>
                )}
                <Moment at={at} />
              </span>
            </li>
          ))}
        </ul>
      </Fold>
    </Section>
  );
}
