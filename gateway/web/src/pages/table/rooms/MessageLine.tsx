import { Button } from "@mantine/core";
import { useState } from "react";
import { useAct } from "../../../api/useAct";
import { ActButton, SubmitButton } from "../../../ui/ActButton";
import { Fold } from "../../../ui/Fold";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Moment } from "../../../ui/format";
import { PersonName, SafeText } from "../../../ui/text";
import { useRoomsWords } from "../../../words/rooms";
import { EditMessage, UnsayInCaucus, WithdrawMessage } from "./operations";
import type { SaidMessage } from "./said";

/** How one's own messages are changed in this kind of room. */
export type Own = { readonly kind: "message" } | { readonly kind: "caucus"; readonly caucus: string };

interface LineProps {
  readonly message: SaidMessage;
  readonly mine: boolean;
  /** The first one that was not read before. */
  readonly fresh: boolean;
  readonly own: Own;
  readonly gone: string | undefined;
  readonly onReply: ((to: SaidMessage) => void) | null;
}

export function MessageLine({ message, mine, fresh, own, gone, onReply }: LineProps) {
  const say = useRoomsWords();
  const [editing, setEditing] = useState(false);
  return (
    <li className="rooms-message" data-mine={mine || undefined} id={`message-${message.number}`}>
      {fresh && <p className="rooms-fresh">{say("newFromHere")}</p>}
      <p className="rooms-who">
        <strong>
          <PersonName person={message.by} />
        </strong>
        {message.seat && (
          <span className="small">
            {" · "}
            <SafeText>{message.seat}</SafeText>
          </span>
        )}{" "}
        <span className="small">
          <Moment at={message.at} />
        </span>
      </p>
      {message.replyTo && (
        <blockquote className="rooms-quote small">
          {message.replyTo.by?.name && (
            <>
              <PersonName person={message.replyTo.by} />
              {": "}
            </>
          )}
          <SafeText>{message.replyTo.text ? cut(message.replyTo.text) : `№ ${message.replyTo.number}`}</SafeText>
        </blockquote>
      )}
      {message.text === null ? (
        <p className="small rooms-gone">{message.withdrawn ? say("takenBack") : gone}</p>
      ) : (
        <p className="rooms-text">
          <SafeText lines>{message.text}</SafeText>
        </p>
      )}
      {message.mentions.length > 0 && (
        <p className="small">{say("calls", { who: message.mentions.map(({ name }) => name).join(", ") })}</p>
      )}
      {message.earlier.length > 0 && (
        <Fold label={say("edited", { count: message.earlier.length })}>
          <ul className="small">
            {message.earlier.map(({ text, until }) => (
              <li key={until}>
                {say.rich("saidUntil", { when: <Moment at={until} /> })} <SafeText lines>{text}</SafeText>
              </li>
            ))}
          </ul>
        </Fold>
      )}
      {message.text !== null && (
        <div className="row rooms-acts">
          {onReply && (
            <Button variant="subtle" size="compact-sm" onClick={() => onReply(message)}>
              {say("reply")}
              <span className="heard"> {say("toNumber", { number: message.number })}</span>
            </Button>
          )}
          {mine && own.kind === "message" && !editing && (
            <Button variant="subtle" size="compact-sm" onClick={() => setEditing(true)}>
              {say("edit")}
            </Button>
          )}
          {mine && <TakeBack message={message} own={own} />}
        </div>
      )}
      {editing && <EditForm message={message} onDone={() => setEditing(false)} />}
    </li>
  );
}

function TakeBack({ message, own }: { readonly message: SaidMessage; readonly own: Own }) {
  const say = useRoomsWords();
  const withdraw = useAct(WithdrawMessage);
  const unsay = useAct(UnsayInCaucus);
  if (own.kind === "caucus") {
    return (
      <ActButton
        act={unsay}
        wish={{ input: { caucus: own.caucus, number: message.number } }}
        ask="never"
        variant="subtle"
        size="xs"
      >
        {say("takeBack")}
      </ActButton>
    );
  }
  return (
    <ActButton act={withdraw} wish={{ input: { message: message.id } }} ask="never" variant="subtle" size="xs">
      {say("takeBack")}
    </ActButton>
  );
}

function EditForm({ message, onDone }: { readonly message: SaidMessage; readonly onDone: () => void }) {
  const say = useRoomsWords();
  const act = useAct(EditMessage);
  const form = useForm({ initial: { text: message.text ?? "" } });
  const send = async () => {
    const payload = await act.send({
      input: {
        message: message.id,
        text: form.values.text,
        ...(message.mentions.length > 0 && { mentions: message.mentions.map(({ input }) => input) }),
      },
    });
    if (payload) onDone();
    return payload;
  };
  return (
    <Form form={form} act={act} label={say("edit")} onSubmit={send}>
      <TextField name="text" label={say("better")} rows={2} />
      <div className="row">
        <SubmitButton act={act} size="xs">
          {say("save")}
        </SubmitButton>
        <Button variant="subtle" size="xs" onClick={onDone}>
          {say("leaveAsIs")}
        </Button>
      </div>
    </Form>
  );
}

function cut(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
