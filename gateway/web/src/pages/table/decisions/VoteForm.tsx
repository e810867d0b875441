import { Button } from "@mantine/core";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { CheckField, ChoiceField, SelectField, TextField } from "../../../ui/fields";
import { Form, useField, useForm } from "../../../ui/form";
import { Moment } from "../../../ui/format";
import { Private } from "../../../ui/page";
import { PersonName, plain } from "../../../ui/text";
import { useDecisionWords } from "../../../words/decisions";
import { useSeatNames } from "../seats";
import { useTable } from "../table";
import { useSheet } from "../values/useSheet";
import { Several } from "./CallForm";
import { CastVote, type Decision, type Elector } from "./operations";

interface VoteProps {
  readonly decision: Decision;
  readonly elector: Elector;
}

const choices = ["yes", "no", "abstain", "objects"] as const;
type Choice = (typeof choices)[number];

/** The seat's own vote: only its team sees what it says. */
export function VoteForm({ decision, elector }: VoteProps) {
  const table = useTable();
  const say = useDecisionWords();
  const name = useSeatNames();
  const { terms } = useSheet();
  const act = useAct(CastVote);
  const was = elector.ownVote;
  const ranks = decision.packages.length > 1;
  const form = useForm({
    draft: `decision.vote:${decision.id}`,
    initial: {
      choice: (was?.choice ?? "") as Choice | "",
      "objection.term": was?.objection?.term?.id ?? "",
      "objection.harm": was?.objection?.harm ?? "",
      "objection.change": was?.objection?.change ?? "",
      "condition.seats": (was?.condition?.seats ?? []) as readonly string[],
      ranking: (was?.ranking ?? decision.packages.map(({ id }) => id)) as readonly string[],
      split: Boolean(was?.people),
      "people.yes": String(was?.people?.yes ?? ""),
      "people.no": String(was?.people?.no ?? ""),
      "people.abstain": String(was?.people?.abstain ?? ""),
      "people.source": was?.people?.source ?? "",
    },
  });
  const typed = form.values;
  const wish = { input: { decision: decision.id, ...said(typed, ranks) } };
  const others = decision.electors.flatMap(({ seat }) => (seat && seat.id !== elector.seat?.id ? [seat.id] : []));
  return (
    <Private readers={say("vote.readers")} title={say("vote.title")}>
      {was && (
        <p>
          {say.rich("vote.now", {
            choice: <strong>{say(`choice.${was.choice}`)}</strong>,
            when: <Moment at={was.castAt} />,
            who: <PersonName person={was.by} />,
          })}
        </p>
      )}
      <Form
        form={form}
        act={act}
        label={say("vote.title")}
        confirm={say("vote.cast")}
        preview={() => act.preview(wish)}
        onSubmit={() => act.send(wish)}
      >
        <ChoiceField
          name="choice"
          label={say("vote.choice")}
          choices={choices.map((value) => ({
            value,
            label: say(`vote.${value}`),
            description: say(`vote.${value}What`),
          }))}
        />
        {typed.choice === "objects" && (
          <>
            <SelectField
              name="objection.term"
              label={say("vote.term")}
              choices={[
                { value: "", label: say("vote.chooseTerm") },
                ...terms.map((term) => ({ value: term.id, label: plain(term.name) })),
              ]}
            />
            <TextField name="objection.harm" label={say("vote.harm")} rows={2} />
            <TextField name="objection.change" label={say("vote.change")} rows={2} />
          </>
        )}
        {typed.choice === "yes" && ranks && (
          <Ranking numbers={new Map(decision.packages.map((p) => [p.id, p.number]))} />
        )}
        {typed.choice === "yes" && others.length > 0 && (
          <Several
            name="condition.seats"
            label={say("vote.with")}
            description={say("vote.withWhat")}
            choices={others.map((value) => ({ value, label: name(value) }))}
          />
        )}
        {decision.counted === "people" && (
          <>
            <CheckField name="split" label={say("vote.split")} />
            {typed.split && (
              <fieldset className="decisions-split">
                <legend>{say("vote.people")}</legend>
                <TextField name="people.yes" label={say("vote.peopleYes")} numeric />
                <TextField name="people.no" label={say("vote.peopleNo")} numeric />
                <TextField name="people.abstain" label={say("vote.peopleAbstain")} numeric />
                <TextField name="people.source" label={say("vote.source")} />
              </fieldset>
            )}
          </>
        )}
        <SubmitButton act={act} permission={may("castVote", table.viewerMay)}>
          {say("vote.cast")}
        </SubmitButton>
      </Form>
    </Private>
  );
}

interface Typed {
  readonly choice: Choice | "";
  readonly "objection.term": string;
  readonly "objection.harm": string;
  readonly "objection.change": string;
  readonly "condition.seats": readonly string[];
  readonly ranking: readonly string[];
  readonly split: boolean;
  readonly "people.yes": string;
  readonly "people.no": string;
  readonly "people.abstain": string;
  readonly "people.source": string;
}

/** What was typed as the server takes it: only what belongs to the choice. */
function said(typed: Typed, ranks: boolean) {
  const choice = typed.choice as Choice;
  const many = (text: string) => (text.trim() === "" ? 0 : Number(text));
  return {
    choice,
    ...(choice === "objects"
      ? {
          objection: {
            term: typed["objection.term"],
            harm: typed["objection.harm"],
            change: typed["objection.change"],
          },
        }
      : {}),
    ...(choice === "yes" && typed["condition.seats"].length > 0
      ? { condition: { seats: [...typed["condition.seats"]] } }
      : {}),
    ...(choice === "yes" && ranks ? { ranking: [...typed.ranking] } : {}),
    ...(typed.split
      ? {
          people: {
            yes: many(typed["people.yes"]),
            no: many(typed["people.no"]),
            abstain: many(typed["people.abstain"]),
            source: typed["people.source"],
          },
        }
      : {}),
  };
}

/** Packages in the order in which a seat prefers them. */
function Ranking({ numbers }: { readonly numbers: ReadonlyMap<string, number> }) {
  const say = useDecisionWords();
  const { value, set, error } = useField<readonly string[]>("ranking");
  const swap = (place: number, other: number) => {
    const next = [...value];
    [next[place], next[other]] = [next[other] as string, next[place] as string];
    set(next);
  };
  return (
    <div>
      <p>
        <strong>{say("vote.ranking")}</strong>
      </p>
      <ol>
        {value.map((id, place) => {
          const number = numbers.get(id) ?? 0;
          return (
            <li key={id}>
              {number}{" "}
              <Button
                variant="default"
                size="compact-sm"
                aria-label={say("vote.up", { number })}
                disabled={place === 0}
                onClick={() => swap(place, place - 1)}
              >
                ↑
              </Button>{" "}
              <Button
                variant="default"
                size="compact-sm"
                aria-label={say("vote.down", { number })}
                disabled={place === value.length - 1}
                onClick={() => swap(place, place + 1)}
              >
                ↓
              </Button>
            </li>
          );
        })}
      </ol>
      {error && <p role="alert">{error}</p>}
    </div>
  );
}
