import { Button } from "@mantine/core";
import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { SubmitButton } from "../../ui/ActButton";
import { ChoiceField, SelectField, TextField } from "../../ui/fields";
import { Form, useField, useForm } from "../../ui/form";
import { PersonName, plain, SafeText } from "../../ui/text";
import { useBallotWords } from "../../words/ballot";
import { Several } from "../organization/Several";
import { type Ballot, CastBallot } from "./operations";
import { useElectors } from "./useElectors";

type Choice = "yes" | "no" | "abstain" | "concern" | "object" | "rank";

/** What one can say, by the rule; whether it is taken the server says. */
function choices(method: Ballot["method"]): readonly Choice[] {
  if (method === "ranked") return ["rank", "abstain"];
  if (method === "consent") return ["yes", "concern", "object", "abstain"];
  return ["yes", "no", "abstain"];
}

const explained = new Set<Choice>(["abstain", "concern", "object"]);

/** One's own vote. */
export function VoteForm({ ballot }: { readonly ballot: Ballot }) {
  const say = useBallotWords();
  const act = useAct(CastBallot);
  const { nodes: electors } = useElectors(ballot.id);
  const { elector, vote, voted, lentTo, lost, carries } = ballot.viewerVote;
  const form = useForm({
    initial: {
      choice: (vote?.choice ?? "") as Choice | "",
      "objection.about": vote?.objection?.about ?? "",
      "objection.harm": vote?.objection?.harm ?? "",
      "objection.change": vote?.objection?.change ?? "",
      "objection.reader": "",
      "condition.people": (vote?.condition?.people ?? []) as readonly string[],
      ranking: (vote?.ranking.flatMap(({ options }) => options) ??
        ballot.options.map(({ id }) => id)) as readonly string[],
    },
  });
  if (!elector) return <p className="note quiet">{say("vote.not")}</p>;
  const typed = form.values;
  const choice = typed.choice as Choice;
  const about = (name: "about" | "harm" | "change" | "reader") => {
    const text = typed[`objection.${name}`];
    return text.trim() ? { [name]: text } : {};
  };
  const wish = {
    input: {
      ballot: ballot.id,
      choice,
      ...(choice === "rank" ? { ranking: typed.ranking.map((id) => ({ options: [id] })) } : {}),
      ...(choice === "concern" || choice === "object"
        ? { objection: { ...about("about"), ...about("harm"), ...about("change"), ...about("reader") } }
        : {}),
      ...(choice === "yes" && typed["condition.people"].length > 0
        ? { condition: { people: [...typed["condition.people"]] } }
        : {}),
    },
  };
  const people = electors.flatMap(({ person }) => (person ? [{ value: person.id, label: plain(person.name) }] : []));
  return (
    <>
      {vote && <p>{say.rich("vote.now", { choice: <strong>{say(`choiceIs.${vote.choice}`)}</strong> })}</p>}
      {!vote && voted && <p>{say("vote.cast")}</p>}
      {lentTo && <p>{say.rich("vote.lentTo", { who: <PersonName person={lentTo} /> })}</p>}
      {lost && <p className="note">{say(lost === "circle" ? "vote.lost.circle" : "vote.lost.outside")}</p>}
      {carries && carries !== "0" && <p className="small">{say("vote.carries", { count: carries })}</p>}
      <Form
        form={form}
        act={act}
        label={say("vote.title")}
        confirm={say("vote.go")}
        preview={() => act.preview(wish)}
        onSubmit={() => act.send(wish)}
      >
        <ChoiceField
          name="choice"
          label={say("vote.choice")}
          choices={choices(ballot.method).map((value) => ({
            value,
            label: say(`vote.${value}`),
            ...(explained.has(value)
              ? { description: say(`vote.${value as "abstain" | "concern" | "object"}What`) }
              : {}),
          }))}
        />
        {choice === "rank" && <Ranking texts={new Map(ballot.options.map(({ id, text }) => [id, text]))} />}
        {(choice === "concern" || choice === "object") && (
          <>
            <TextField name="objection.about" label={say("vote.about")} />
            <TextField name="objection.harm" label={say("vote.harm")} rows={2} />
            <TextField name="objection.change" label={say("vote.change")} rows={2} />
            {choice === "object" && people.length > 0 && (
              <SelectField
                name="objection.reader"
                label={say("vote.reader")}
                choices={[{ value: "", label: say("vote.anyone") }, ...people]}
              />
            )}
          </>
        )}
        {choice === "yes" && people.length > 1 && people.length <= 30 && (
          <details>
            <summary>{say("vote.with")}</summary>
            <p className="small">{say("vote.withWhat")}</p>
            <Several name="condition.people" label={say("vote.with")} choices={people} />
          </details>
        )}
        <SubmitButton act={act} permission={may("castBallot", ballot.viewerMay)}>
          {say("vote.go")}
        </SubmitButton>
      </Form>
    </>
  );
}

/** Options in one's own order. */
function Ranking({ texts }: { readonly texts: ReadonlyMap<string, string> }) {
  const say = useBallotWords();
  const { value, set, error } = useField<readonly string[]>("ranking");
  const swap = (place: number, other: number) => {
    const next = [...value];
    [next[place], next[other]] = [next[other] as string, next[place] as string];
    set(next);
  };
  return (
    <fieldset className="ballot-ranking">
      <legend>{say("vote.order")}</legend>
      <ol>
        {value.map((id, place) => {
          const what = plain(texts.get(id) ?? "");
          return (
            <li key={id}>
              <span className="row">
                <SafeText>{what}</SafeText>
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={say("vote.up", { what })}
                  disabled={place === 0}
                  onClick={() => swap(place, place - 1)}
                >
                  ↑
                </Button>
                <Button
                  variant="default"
                  size="compact-sm"
                  aria-label={say("vote.down", { what })}
                  disabled={place === value.length - 1}
                  onClick={() => swap(place, place + 1)}
                >
                  ↓
                </Button>
              </span>
            </li>
          );
        })}
      </ol>
      {error && <p role="alert">{error}</p>}
    </fieldset>
  );
}
