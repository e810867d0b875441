import { Button, Textarea } from "@mantine/core";
import type { KeyboardEvent } from "react";
import type { Permission } from "../../../api/graphql";
import type { Acting, Wish } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { Fold } from "../../../ui/Fold";
import { Form, useField, useForm } from "../../../ui/form";
import { SafeText } from "../../../ui/text";
import { useRoomsWords } from "../../../words/rooms";
import type { Mentioned, SaidMessage } from "./said";

export interface Words {
  readonly text: string;
  readonly replyTo: SaidMessage | null;
  readonly mentions: readonly Mentioned[];
}

interface ComposerProps<V, P> {
  readonly act: Acting<V, P>;
  readonly draft: string;
  readonly label: string;
  readonly permission: Permission | undefined;
  readonly callable: readonly Mentioned[];
  readonly placeholder: string;
  readonly wish: (words: Words) => Wish<V>;
  readonly replyTo: SaidMessage | null;
  readonly onReply: (to: SaidMessage | null) => void;
  readonly onSending: (text: string) => void;
}

interface Typed extends Record<string, unknown> {
  text: string;
  calls: readonly string[];
}

/** Where one says something; what is typed is kept until it is said. */
export function Composer<V, P>(props: ComposerProps<V, P>) {
  const { act, draft, label, permission, callable, placeholder, wish, replyTo, onReply, onSending } = props;
  const say = useRoomsWords();
  const form = useForm<Typed>({ draft, initial: { text: "", calls: [] } });
  const { text, calls } = form.values;
  const send = async () => {
    onSending(text);
    const payload = await act.send(wish({ text, replyTo, mentions: callable.filter(({ id }) => calls.includes(id)) }));
    if (payload) onReply(null);
    return payload;
  };
  return (
    <div className="rooms-composer">
      <Form form={form} act={act} label={label} onSubmit={send}>
        {replyTo && (
          <p className="small rooms-replying">
            {say("answering", { number: replyTo.number })} <SafeText>{replyTo.text?.slice(0, 120)}</SafeText>{" "}
            <Button variant="subtle" size="compact-sm" onClick={() => onReply(null)}>
              {say("noReply")}
            </Button>
          </p>
        )}
        <WordsField label={label} placeholder={placeholder} />
        <div className="row">
          <SubmitButton act={act} permission={permission}>
            {say("send")}
          </SubmitButton>
          <span className="small rooms-keys">{say("keys")}</span>
        </div>
        {callable.length > 0 && (
          <Fold label={calls.length > 0 ? say("calling", { count: calls.length }) : say("call")}>
            <CallField callable={callable} />
          </Fold>
        )}
      </Form>
    </div>
  );
}

interface WordsProps {
  readonly label: string;
  readonly placeholder: string;
}

function WordsField({ label, placeholder }: WordsProps) {
  const { id, value, set, error } = useField<string>("text");
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  };
  return (
    <Textarea
      id={id}
      label={label}
      description={placeholder}
      value={value}
      error={error}
      dir="auto"
      rows={2}
      autosize
      minRows={2}
      maxRows={14}
      onChange={(event) => set(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** Whom the message calls: they find it among what waits for them. */
function CallField({ callable }: { readonly callable: readonly Mentioned[] }) {
  const say = useRoomsWords();
  const { value, set, error } = useField<readonly string[]>("calls");
  return (
    <fieldset className="rooms-calls">
      <legend className="small">{say("callHint")}</legend>
      {callable.map(({ id, name }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={value.includes(id)}
            onChange={(event) =>
              set(event.currentTarget.checked ? [...value, id] : value.filter((each) => each !== id))
            }
          />{" "}
          {name}
        </label>
      ))}
      {error && <p className="why">{error}</p>}
    </fieldset>
  );
}
