import { Button } from "@mantine/core";
import { useDeferredValue, useEffect, useState } from "react";
import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useLive } from "../../api/useLive";
import { SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { SafeText } from "../../ui/text";
import { useConversationWords } from "../../words/conversation";
import type { Conversation } from "./conversation";
import { MakeStatement, SimilarQuery } from "./operations";

interface WriteProps {
  readonly conversation: Conversation;
  readonly onAnswer: (statement: string) => void;
  /** What of the conversation is only the reader's own is asked for again. */
  readonly onChanged: () => void;
}

/** Says something of one's own, with what others have said that is like it. */
export function WriteForm({ conversation, onAnswer, onChanged }: WriteProps) {
  const say = useConversationWords();
  const act = useAct(MakeStatement);
  const form = useForm({ draft: `statement:${conversation.id}`, initial: { text: "" } });
  const [said, setSaid] = useState<"shown" | "waits" | null>(null);
  const { text } = form.values;
  const left = conversation.longest - [...text].length;
  const send = async () => {
    const payload = await act.send({ input: { conversation: conversation.id, text } });
    if (payload) {
      setSaid(payload.statement?.state === "shown" ? "shown" : "waits");
      onChanged();
    }
    return payload;
  };
  const settled = useSettled(text.trim());
  return (
    <Form form={form} act={act} label={say("write.title")} onSubmit={send}>
      <TextField name="text" label={say("write.text")} description={say("write.how")} rows={3} />
      <p className="small" data-over={left < 0 || undefined} role="status">
        {left < 60 && say(left < 0 ? "write.over" : "write.left", { count: Math.abs(left) })}
      </p>
      {settled.length >= 8 && <Similar id={conversation.id} text={settled} onAnswer={onAnswer} />}
      <div className="row">
        <SubmitButton act={act} permission={may("makeStatement", conversation.viewerMay)}>
          {say("write.send")}
        </SubmitButton>
        <span role="status" className="small">
          {said && text === "" && say(`write.${said}`)}
        </span>
      </div>
    </Form>
  );
}

/** What others have said that is like it: to answer that is often better than to say it again. */
function Similar({
  id,
  text,
  onAnswer,
}: { readonly id: string; readonly text: string } & Pick<WriteProps, "onAnswer">) {
  const say = useConversationWords();
  const live = useLive(SimilarQuery, useDeferredValue({ id, text: text.slice(0, 1000) }));
  const found = live.data?.conversation?.similarStatements ?? [];
  if (found.length === 0) return null;
  return (
    <section className="note" aria-label={say("write.similar")}>
      <p>{say("write.similar")}</p>
      <ul className="rows">
        {found.slice(0, 3).map(
          ({ statement }) =>
            statement && (
              <li key={statement.id}>
                <span className="main">
                  <SafeText>{statement.text}</SafeText>
                </span>
                <Button variant="subtle" size="compact-sm" onClick={() => onAnswer(statement.id)}>
                  {say("write.answerThat")}
                </Button>
              </li>
            ),
        )}
      </ul>
    </section>
  );
}

/** A text once nobody has typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 500);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
