import { useAct } from "../../api/useAct";
import { SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { plain } from "../../ui/text";
import { useInviteWords } from "../../words/invite";
import { AnswerPart } from "./Answers";
import type { AnswerProps } from "./Letter";
import { QuestionRules } from "./operations";

/** What would have to be agreed first; the invitation stays open. */
export function OtherRules({ card, token, answer }: AnswerProps) {
  const say = useInviteWords();
  const act = useAct(QuestionRules);
  const form = useForm({ draft: `invite.rules:${card.seat}`, initial: { reason: "" } });
  const send = async () => {
    const payload = await act.send({ input: { token, ...form.values } });
    if (payload) answer("rules");
    return payload;
  };
  return (
    <AnswerPart title={say("rules.name")} means={say("rules.means", { who: plain(card.inviter) })}>
      <Form form={form} act={act} onSubmit={send} label={say("rules.name")}>
        <TextField name="reason" label={say("rules.what")} description={say("rules.example")} rows={4} />
        <p className="small">{say("rules.reads", { who: plain(card.inviterFor) })}</p>
        <SubmitButton act={act}>{say("send")}</SubmitButton>
      </Form>
    </AnswerPart>
  );
}
