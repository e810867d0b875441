import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { useSession } from "../../../app/session";
import { SubmitButton } from "../../../ui/ActButton";
import { Fold } from "../../../ui/Fold";
import { SelectField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Moment } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { SafeText } from "../../../ui/text";
import { endOfDay } from "../../../ui/when";
import { useGroundWords } from "../../../words/ground";
import { SeatName } from "../SeatName";
import type { Ground } from "./ground";
import { ClimbLadder, PastQuery, RecordExpert, SayClosingWord } from "./operations";
import { TermsField } from "./TermsField";

/** What is tried when nothing moves, where on it the seats stand, and their closing words. */
export function Ladder({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const live = useLive(PastQuery, { id: ground.id });
  const closing = live.data?.negotiation?.closingWords.edges.map(({ node }) => node) ?? [];
  const { talks } = ground;
  const permitted = (act: string) => may(act, ground.viewerMay);
  return (
    <Section title={say("ladder.title")}>
      <p className="small">{say("ladder.how")}</p>
      <ol className="ground-ladder">
        {ground.groundRules.ladder.map((rung) => (
          <li key={rung} aria-current={talks?.rung === rung ? "step" : undefined}>
            {say(`values.ladder.${rung}`)}
            {talks?.rung === rung && <strong> — {say("ladder.here")}</strong>}
          </li>
        ))}
      </ol>
      {talks?.question && (
        <dl className="facts">
          <dt>{say("ladder.question")}</dt>
          <dd>
            <SafeText lines>{talks.question}</SafeText> (<SafeText>{talks.expert}</SafeText>)
          </dd>
          {talks.answer && (
            <>
              <dt>{say("ladder.answer")}</dt>
              <dd>
                <SafeText lines>{talks.answer}</SafeText>
              </dd>
            </>
          )}
        </dl>
      )}
      {talks?.retryAt && <p>{say.rich("ladder.retry", { when: <Moment at={talks.retryAt} /> })}</p>}
      {permitted("climbLadder")?.allowed === false ? (
        <p className="why">{permitted("climbLadder")?.message}</p>
      ) : (
        <Fold label={say("ladder.open")}>
          <ClimbForm ground={ground} />
        </Fold>
      )}
      {permitted("recordExpert")?.allowed && (
        <Fold label={say("ladder.record")}>
          <ExpertForm ground={ground} />
        </Fold>
      )}
      {closing.length > 0 && (
        <>
          <h3>{say("closing.title")}</h3>
          {closing.map(({ id, seat, text }) => (
            <blockquote key={id} className="ground-closing">
              <p>
                <SafeText lines>{text}</SafeText>
              </p>
              <p className="small">
                <SeatName seat={seat} />
              </p>
            </blockquote>
          ))}
        </>
      )}
      {permitted("sayClosingWord")?.allowed && <ClosingForm ground={ground} />}
    </Section>
  );
}

interface ClimbTyped extends Record<string, unknown> {
  rung: string;
  question: string;
  expert: string;
  terms: readonly string[];
  retryAt: string;
  reason: string;
}

function ClimbForm({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const { zone } = useSession();
  const act = useAct(ClimbLadder);
  const { ladder } = ground.groundRules;
  const next = ladder[ladder.findIndex((each) => each === ground.talks?.rung) + 1] ?? "";
  const form = useForm<ClimbTyped>({
    draft: `ladder:${ground.id}`,
    initial: { rung: next, question: "", expert: "", terms: [], retryAt: "", reason: "" },
  });
  const { rung, question, expert, terms, retryAt, reason } = form.values;
  const chosen = ladder.find((each) => each === rung);
  const wish = {
    input: {
      negotiation: ground.id,
      ...(chosen && { rung: chosen }),
      ...(rung === "expert" && { question, expert }),
      ...(rung === "partial" && { terms: [...terms] }),
      ...(rung === "failed" && retryAt && { retryAt: endOfDay(retryAt, zone) }),
      reason,
    },
  };
  return (
    <Form
      form={form}
      act={act}
      label={say("ladder.open")}
      onSubmit={() => act.send(wish)}
      preview={() => act.preview(wish)}
    >
      <SelectField
        name="rung"
        label={say("ladder.to")}
        choices={[
          ...ladder.map((value) => ({ value: value as string, label: say(`values.ladder.${value}`) })),
          { value: "", label: say("ladder.down") },
        ]}
      />
      {rung === "expert" && (
        <>
          <TextField name="question" label={say("ladder.question")} rows={2} />
          <TextField name="expert" label={say("ladder.expert")} />
        </>
      )}
      {rung === "partial" && <TermsField name="terms" label={say("ladder.partial")} />}
      {rung === "failed" && <TextField name="retryAt" label={say("ladder.retryOn")} kind="date" />}
      <TextField name="reason" label={say("reason")} rows={2} />
      <div>
        <SubmitButton act={act}>{say("ladder.do")}</SubmitButton>
      </div>
    </Form>
  );
}

function ExpertForm({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const act = useAct(RecordExpert);
  const form = useForm({ draft: `expert:${ground.id}`, initial: { answer: "", reason: "" } });
  const wish = { input: { negotiation: ground.id, ...form.values } };
  return (
    <Form form={form} act={act} label={say("ladder.record")} onSubmit={() => act.send(wish)}>
      <TextField name="answer" label={say("ladder.answer")} rows={4} />
      <TextField name="reason" label={say("reason")} rows={2} />
      <div>
        <SubmitButton act={act}>{say("ladder.note")}</SubmitButton>
      </div>
    </Form>
  );
}

function ClosingForm({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const act = useAct(SayClosingWord);
  const form = useForm({ draft: `closing:${ground.id}`, initial: { text: "" } });
  const wish = { input: { negotiation: ground.id, text: form.values.text } };
  return (
    <Form
      form={form}
      act={act}
      label={say("closing.title")}
      onSubmit={() => act.send(wish)}
      preview={() => act.preview(wish)}
    >
      <TextField name="text" label={say("closing.mine")} rows={3} />
      <div>
        <SubmitButton act={act}>{say("closing.do")}</SubmitButton>
      </div>
    </Form>
  );
}
