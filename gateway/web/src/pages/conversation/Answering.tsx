import { Button } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { may, type ResultOf } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { usePages } from "../../api/usePages";
import { Outcome } from "../../ui/Outcome";
import { Permitted } from "../../ui/Permitted";
import { LiveDot, Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { PersonName, plain, SafeText } from "../../ui/text";
import { useConversationWords } from "../../words/conversation";
import { type Analysis, type Conversation, type Stance, stances } from "./conversation";
import { StatementsQuery, TakeStance } from "./operations";

type Next = NonNullable<Analysis["next"][number]>;

interface AnsweringProps {
  readonly conversation: Conversation;
  /** What would teach most, the first the most; null while nobody knows. */
  readonly next: Analysis["next"] | null;
  /** A statement that the reader chose to answer, again perhaps. */
  readonly wanted: string | null;
  readonly onWanted: (statement: string | null) => void;
  /** What of the conversation is only the reader's own is asked for again. */
  readonly onChanged: () => void;
}

const statements = (data: ResultOf<typeof StatementsQuery>) => data.conversation?.statements;

/** One statement at a time: agree, disagree or pass. */
export function Answering({ conversation, next, wanted, onWanted, onChanged }: AnsweringProps) {
  const say = useConversationWords();
  const act = useAct(TakeStance);
  const { nodes } = usePages(StatementsQuery, { id: conversation.id }, statements);
  const [answered, setAnswered] = useState<readonly string[]>([]);
  const taken = new Map(conversation.viewerVoice?.taken.map(({ statement, stance }) => [statement?.id, stance]));
  const waiting: readonly Next[] = [
    ...(next ?? []).filter((statement) => statement !== null),
    ...nodes.filter(({ state }) => state === "shown"),
  ].filter(({ id }) => !taken.has(id) && !answered.includes(id));
  const chosen = wanted ? nodes.find(({ id }) => id === wanted) : undefined;
  const current: Next | undefined = chosen ?? waiting[0];
  const permission = may("takeStance", conversation.viewerMay);

  const answer = async (stance: Stance) => {
    if (!current || act.standing === "sending" || permission?.allowed === false) return;
    const done = await act.send({ input: { conversation: conversation.id, statement: current.id, stance } });
    if (!done) return;
    setAnswered((was) => [...was.filter((id) => id !== current.id), current.id]);
    onWanted(null);
    onChanged();
  };
  // Keys work while the card has the focus: elsewhere they belong to others.
  const onKeyDown = (event: KeyboardEvent) => {
    const stance = stances[Number(event.key) - 1];
    if (!stance || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    void answer(stance);
  };
  const last = answered.at(-1);
  const mine = current ? taken.get(current.id) : undefined;
  return (
    <Section title={say("answer.title")}>
      {current ? (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot take the focus that keys need
        <div
          id="answer"
          className="conversation-card"
          role="group"
          aria-label={say("answer.card")}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: here the keys 1, 2 and 3 answer
          tabIndex={0}
          onKeyDown={onKeyDown}
        >
          <p className="small conversation-by">
            <Author statement={current} />
          </p>
          <p className="conversation-statement" aria-live="polite">
            <SafeText lines>{current.text}</SafeText>
          </p>
          <div className="row">
            {stances.map((stance, place) => (
              <Permitted
                key={stance}
                variant={mine === stance ? "filled" : "default"}
                size="md"
                busy={act.standing === "sending"}
                permission={place === 0 || permission?.allowed !== false ? permission : undefined}
                onClick={() => void answer(stance)}
              >
                <span aria-hidden className="conversation-key">
                  {place + 1}
                </span>
                {say(`stance.${stance}`)}
                {mine === stance && ` (${say("answer.now")})`}
              </Permitted>
            ))}
          </div>
          <Outcome act={act} />
          {act.standing === "unknown" && <LiveDot state="unknown" />}
          <p className="small conversation-hint">{say("answer.hint")}</p>
        </div>
      ) : (
        <Empty title={say(nodes.length === 0 ? "answer.nothing" : "answer.all")}>
          {conversation.open && say("answer.after")}
        </Empty>
      )}
      <p className="row small" role="status">
        {taken.size > 0 && say("answer.count", { count: taken.size })}
        {last && last !== current?.id && (
          <Button variant="subtle" size="compact-sm" onClick={() => onWanted(last)}>
            {say("answer.undo")}
          </Button>
        )}
        {chosen && (
          <Button variant="subtle" size="compact-sm" onClick={() => onWanted(null)}>
            {say("answer.goOn")}
          </Button>
        )}
      </p>
    </Section>
  );
}

/** Who said it: by name, by pseudonym, or as the one who asked. */
export function Author({ statement }: { readonly statement: Pick<Next, "author" | "authorFor" | "alias" | "seed"> }) {
  const say = useConversationWords();
  if (statement.seed) return <>{say("by.seed")}</>;
  if (statement.alias) return <>{say("by.alias", { alias: plain(statement.alias) })}</>;
  if (!statement.author) return <>{say("by.somebody")}</>;
  return (
    <>
      {say.rich("by.name", { who: <PersonName person={statement.author} /> })}
      {statement.authorFor && (
        <>
          , <SafeText>{statement.authorFor.name}</SafeText>
        </>
      )}
    </>
  );
}
