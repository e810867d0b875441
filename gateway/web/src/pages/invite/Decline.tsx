import { useAct } from "../../api/useAct";
import { SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { plain } from "../../ui/text";
import { useInviteWords } from "../../words/invite";
import { AnswerPart } from "./Answers";
import type { AnswerProps } from "./Letter";
import { DeclineSeat } from "./operations";

/** No, because. */
export function Decline({ card, token, answer }: AnswerProps) {
  const say = useInviteWords();
  const act = useAct(DeclineSeat);
  const form = useForm({ draft: `invite.no:${card.seat}`, initial: { reason: "" } });
  const send = async () => {
    const payload = await act.send({ input: { token, ...form.values } });
    if (payload) answer("no");
    return payload;
  };
  return (
    <AnswerPart title={say("no.name")} means={say("no.means", { who: plain(card.inviter) })}>
      <Form form={form} act={act} onSubmit={send} label={say("no.name")}>
        <TextField name="reason" label={say("no.because")} rows={3} />
        <p className="small">{say("no.reads")}</p>
        <SubmitButton act={act}>{say("no.act")}</SubmitButton>
      </Form>
    </AnswerPart>
  );
}
