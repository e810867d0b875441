import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { ChoiceField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Moment } from "../../../ui/format";
import { Private } from "../../../ui/page";
import { PersonName } from "../../../ui/text";
import { useRoundWords } from "../../../words/rounds";
import { useTable } from "../table";
import { CastBlindVote, type MediationRound, type Suggestion } from "./operations";

interface BlindProps {
  readonly round: MediationRound;
  readonly suggestions: readonly Suggestion[];
}

type Choice = "yes" | "no" | "abstain";

/** The seat's word on each suggestion. Nobody learns of it, nor that there is one. */
export function BlindVote({ round, suggestions }: BlindProps) {
  const table = useTable();
  const say = useRoundWords();
  const act = useAct(CastBlindVote);
  const was = round.ownBlindVote;
  const said = new Map(was?.choices.map(({ suggestion, choice }) => [suggestion?.id, choice]));
  const form = useForm<Record<string, Choice>>({
    initial: Object.fromEntries(suggestions.map(({ id }) => [id, said.get(id) ?? "abstain"])),
  });
  const wish = {
    input: {
      round: round.id,
      choices: suggestions.map(({ id }) => ({ suggestion: id, choice: form.values[id] ?? "abstain" })),
    },
  };
  return (
    <Private readers={say("mediation.worthReaders")} title={say("mediation.vote")}>
      <p>{say("mediation.voteWhat")}</p>
      {was && (
        <p className="small">
          {say.rich("mediation.voted", { who: <PersonName person={was.by} />, when: <Moment at={was.castAt} /> })}
        </p>
      )}
      <Form
        form={form}
        act={act}
        label={say("mediation.vote")}
        confirm={say("mediation.cast")}
        preview={() => act.preview(wish)}
        onSubmit={() => act.send(wish)}
      >
        {suggestions.map(({ id, number }) => (
          <ChoiceField
            key={id}
            name={id}
            label={say("mediation.suggestion", { number })}
            choices={(["yes", "no", "abstain"] as const).map((value) => ({
              value,
              label: say(`mediation.choice.${value}`),
            }))}
          />
        ))}
        <SubmitButton act={act} permission={may("castBlindVote", table.viewerMay)}>
          {say("mediation.cast")}
        </SubmitButton>
      </Form>
    </Private>
  );
}
