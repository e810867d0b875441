import { useFormat } from "../../ui/format";
import { Section } from "../../ui/page";
import { PersonName, plain, SafeText } from "../../ui/text";
import { useBallotWords } from "../../words/ballot";
import { SecondCall } from "./Manage";
import type { Ballot } from "./operations";
import { StepList } from "./Steps";

/** What came of it, with its arithmetic. */
export function Outcome({ ballot }: { readonly ballot: Ballot }) {
  const say = useBallotWords();
  const format = useFormat();
  const texts = new Map(ballot.options.map(({ id, text }) => [id, text]));
  const few = [...ballot.turnout.map(({ voted }) => voted), ...ballot.count.map(({ people }) => people)].some(
    (value) => value === null || value.startsWith("<"),
  );
  const shown = (value: string | null) =>
    value !== null && /^\d+$/.test(value) ? format.number(value) : (value ?? "< 5");
  return (
    <Section title={say("result.title")}>
      <dl className="facts">
        <dt>{say("result.turnout")}</dt>
        <dd>
          {ballot.turnout.map(({ class: name, voted, of }) => (
            <div key={name ?? ""}>
              {name && <>{plain(name)}: </>}
              {say("result.turnoutLine", { voted: shown(voted), of: format.number(of) })}
            </div>
          ))}
        </dd>
        {ballot.count.length > 0 && (
          <>
            <dt>{say("result.count")}</dt>
            <dd>
              {ballot.count.map(({ choice, people }) => (
                <div key={choice}>
                  {say(`choiceIs.${choice}`)}: <strong>{shown(people)}</strong>
                </div>
              ))}
            </dd>
          </>
        )}
        {ballot.ranking.length > 0 && (
          <>
            <dt>{say("result.ranking")}</dt>
            <dd>
              <ol>
                {ballot.ranking.map(({ place, options }) => (
                  <li key={place} value={place}>
                    <SafeText>{options.map((id) => texts.get(id) ?? "").join(", ")}</SafeText>
                  </li>
                ))}
              </ol>
            </dd>
          </>
        )}
      </dl>
      {few && <p className="small">{say("result.few")}</p>}
      <StepList
        steps={ballot.steps}
        people={(people) => people.map((each) => <PersonName key={each.id} person={each} />)}
      />
      {ballot.recount && <p className="small">{say(ballot.recount.same ? "result.recount" : "result.recountOther")}</p>}
      {ballot.secondCallOpen && !ballot.second && <SecondCall ballot={ballot} />}
    </Section>
  );
}
