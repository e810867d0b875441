import { useNavigate } from "react-router";
import { useAct } from "../../api/useAct";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { Account } from "../../ui/Account";
import { SubmitButton } from "../../ui/ActButton";
import { ChoiceField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { ForWhom, forWhom, useForWhom } from "../../ui/forwhom";
import { useLevelChoices } from "../../ui/levels";
import { oneOf } from "../../ui/steps";
import { plain } from "../../ui/text";
import { useInviteWords } from "../../words/invite";
import { AnswerPart } from "./Answers";
import type { AnswerProps } from "./Letter";
import { TakeSeat } from "./operations";

/** Sitting down: who one is, for whom, and how far the change should reach. Then straight to the table. */
export function TakeSeatPart(held: AnswerProps) {
  const say = useInviteWords();
  const { state } = useSession();
  return (
    <AnswerPart title={say("take.name")} means={say("take.means")}>
      {state === "known" ? (
        <Sit {...held} />
      ) : (
        <>
          <p className="small">{say("step", { step: 1, of: 2 })}</p>
          <Account name={plain(held.card.name)} />
        </>
      )}
    </AnswerPart>
  );
}

function Sit({ card, token }: AnswerProps) {
  const say = useInviteWords();
  const go = useNavigate();
  const { viewer } = useSession();
  const take = useAct(TakeSeat);
  const { act: become, steps } = useForWhom();
  const form = useForm({ initial: { ...forWhom(viewer, plain(card.seatName)), seeks: String(card.level) } });
  const all = oneOf([...steps, take]);
  const sit = async () => {
    if (!(await become(form.values, (id) => form.set("organization", id)))) return false;
    const payload = await take.send({ input: { token, seeks: Number(form.values.seeks) } });
    if (!payload) return false;
    const table = payload.initiative?.negotiations.edges[0]?.node.id;
    await go(table ? path.table(table) : path.initiative(card.initiative));
    return true;
  };
  return (
    <Form form={form} act={all} onSubmit={sit} label={say("take.name")}>
      <ForWhom chosen={form.values.organization} />
      <ChoiceField
        name="seeks"
        label={say("take.seeks")}
        description={say("take.seeksWhat")}
        choices={useLevelChoices()}
      />
      <p className="small">{say("take.back")}</p>
      <SubmitButton act={all}>{say("take.act")}</SubmitButton>
    </Form>
  );
}
