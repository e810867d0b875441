import { useAct } from "../../api/useAct";
import { SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { plain } from "../../ui/text";
import { useInviteWords } from "../../words/invite";
import { AnswerPart } from "./Answers";
import type { AnswerProps } from "./Letter";
import { RedirectSeat } from "./operations";

/** Somebody else should sit there. */
export function Instead({ card, token, answer }: AnswerProps) {
  const say = useInviteWords();
  const act = useAct(RedirectSeat);
  const form = useForm({ draft: `invite.instead:${card.seat}`, initial: { instead: "", reason: "" } });
  const send = async () => {
    const payload = await act.send({ input: { token, ...form.values } });
    if (payload) answer("instead");
    return payload;
  };
  return (
    <AnswerPart title={say("instead.name")} means={say("instead.means", { who: plain(card.inviter) })}>
      <Form form={form} act={act} onSubmit={send} label={say("instead.name")}>
        <TextField name="instead" label={say("instead.who")} description={say("instead.whoWhat")} />
        <TextField name="reason" label={say("instead.reason")} rows={3} />
        <p className="small">{say("instead.reads", { who: plain(card.inviterFor) })}</p>
        <SubmitButton act={act}>{say("send")}</SubmitButton>
      </Form>
    </AnswerPart>
  );
}
