import { Length, Moment, useFormat } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import { useDecisionWords } from "../../../words/decisions";
import { SeatName, useSeatNames } from "../seats";
import type { Decision, Rules } from "./operations";

/** A rule in one sentence. */
export function useRuleWords() {
  const say = useDecisionWords();
  const format = useFormat();
  return ({
    rule,
    threshold,
    weightThreshold,
    strict,
  }: Pick<Rules, "rule" | "threshold" | "weightThreshold" | "strict">) => {
    const share = (value: string) => say(strict ? "moreThan" : "atLeast", { share: format.percent(value) });
    return say(`rule.${rule}`, { share: share(threshold), weight: share(weightThreshold ?? threshold) });
  };
}

/** By which rules votes are counted: those in force, or those that a decision froze. */
export function Frozen({ rules, decision }: { readonly rules?: Rules; readonly decision?: Decision }) {
  const say = useDecisionWords();
  const format = useFormat();
  const inWords = useRuleWords();
  const of = decision ?? rules;
  if (!of) return null;
  return (
    <dl className="facts">
      <dt>{say("frozen.rule")}</dt>
      <dd>{inWords(of)}</dd>
      <dt>{say("frozen.quorum")}</dt>
      <dd>{say("frozen.quorumWhat", { share: format.percent(of.quorum) })}</dd>
      <dt>{say("frozen.counted")}</dt>
      <dd>{say(of.counted === "people" ? "frozen.countedPeople" : "frozen.countedSeats")}</dd>
      <dt>{say("frozen.openness")}</dt>
      <dd>{say(of.openVotes ? "frozen.open" : "frozen.sealed")}</dd>
      {decision && (
        <>
          <dt>{say("frozen.deadline")}</dt>
          <dd>
            <Moment at={decision.deadline} /> (<Moment at={decision.deadline} relative />)
            {decision.movedFrom && (
              <div className="small">
                {say.rich("frozen.moved", {
                  from: <Moment at={decision.movedFrom} />,
                  why: <SafeText>{decision.moveReason}</SafeText>,
                })}
              </div>
            )}
          </dd>
        </>
      )}
      {rules && !decision && (
        <>
          <dt>{say("frozen.shortest")}</dt>
          <dd>
            {say.rich("frozen.shortestWhat", {
              read: <Length of={rules.readMinimum} />,
              decide: <Length of={rules.decideMinimum} />,
            })}
          </dd>
          <Weights rules={rules} />
        </>
      )}
    </dl>
  );
}

/** What seats bring into a count, and where those numbers come from. */
function Weights({ rules }: { readonly rules: Rules }) {
  const say = useDecisionWords();
  const format = useFormat();
  const name = useSeatNames();
  if (!rules.behind?.length) return null;
  return (
    <>
      <dt>{say("frozen.weights")}</dt>
      <dd>
        <ul className="decisions-plain">
          {rules.behind.map(({ seat, weight, people, source, readBy }) => (
            <li key={seat?.id}>
              {people !== null
                ? say("frozen.peopleOf", { seat: name(seat?.id), people: format.number(people) })
                : say("frozen.weightOf", { seat: name(seat?.id), weight: weight ?? "1" })}
              <span className="small">
                {" · "}
                {say.rich("frozen.from", { source: <SafeText>{source}</SafeText> })}
                {readBy && <> · {say.rich("frozen.readBy", { seat: <SeatName id={readBy.id} /> })}</>}
              </span>
            </li>
          ))}
        </ul>
      </dd>
    </>
  );
}
