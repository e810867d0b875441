import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useSession } from "../../app/session";
import { ActButton, SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Section } from "../../ui/page";
import { PersonName, SafeText } from "../../ui/text";
import { useBallotWords } from "../../words/ballot";
import { AnswerReading, type Ballot, type Hearing, ReadObjectionBack } from "./operations";

/** Objections that the viewer made or reads back: nobody's is counted before it was understood. */
export function Hearings({ ballot }: { readonly ballot: Ballot }) {
  const say = useBallotWords();
  const { viewer } = useSession();
  const hearings = ballot.objections.edges.map(({ node }) => node);
  if (hearings.length === 0) return null;
  const me = viewer?.person?.id;
  return (
    <Section title={say("hearing.title")}>
      <ul className="rows">
        {hearings.map((each) => (
          <li key={each.id}>
            <div className="main">
              <p>
                {say.rich("hearing.by", {
                  who: <PersonName person={each.author} />,
                  harm: <SafeText>{each.harm}</SafeText>,
                })}
              </p>
              <p className="small">{say.rich("hearing.lift", { change: <SafeText>{each.change}</SafeText> })}</p>
              {each.reading && <p>{say.rich("hearing.reading", { words: <SafeText>{each.reading}</SafeText> })}</p>}
              {each.instead && <p>{say.rich("hearing.instead", { words: <SafeText>{each.instead}</SafeText> })}</p>}
            </div>
            <span className="small">{say(`hearing.state.${each.heard}`)}</span>
            {each.reader && each.reader.id === me && ballot.status === "open" && (
              <ReadForm ballot={ballot} each={each} />
            )}
            {each.author && each.author.id === me && each.heard === "readBack" && <Answer ballot={ballot} />}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ReadForm({ ballot, each }: { readonly ballot: Ballot; readonly each: Hearing }) {
  const say = useBallotWords();
  const act = useAct(ReadObjectionBack);
  const form = useForm({ draft: `ballot.reading:${each.id}`, initial: { words: "" } });
  const input = { ballot: ballot.id, person: each.author?.id ?? "", words: form.values.words };
  return (
    <Form
      form={form}
      act={act}
      label={say("hearing.go")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <TextField name="words" label={say("hearing.words")} rows={2} />
      <SubmitButton act={act} permission={may("readObjectionBack", ballot.viewerMay)} variant="default" size="xs">
        {say("hearing.go")}
      </SubmitButton>
    </Form>
  );
}

function Answer({ ballot }: { readonly ballot: Ballot }) {
  const say = useBallotWords();
  const right = useAct(AnswerReading);
  const wrong = useAct(AnswerReading);
  const form = useForm({ initial: { instead: "" } });
  const input = { ballot: ballot.id, instead: form.values.instead };
  const permission = may("answerReading", ballot.viewerMay);
  return (
    <div className="ballot-wide">
      <ActButton act={right} wish={{ input: { ballot: ballot.id } }} permission={permission} size="xs">
        {say("hearing.right")}
      </ActButton>
      <Form form={form} act={wrong} label={say("hearing.correct")} onSubmit={() => wrong.send({ input })}>
        <TextField name="instead" label={say("hearing.wrong")} rows={2} />
        <SubmitButton act={wrong} permission={permission} variant="default" size="xs">
          {say("hearing.correct")}
        </SubmitButton>
      </Form>
    </div>
  );
}
