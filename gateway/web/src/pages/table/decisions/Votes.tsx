import { Section } from "../../../ui/page";
import { SafeText } from "../../../ui/text";
import { Wide } from "../../../ui/Wide";
import { useDecisionWords } from "../../../words/decisions";
import { SeatName, SeatNames } from "../seats";
import { ownSeat, useTable } from "../table";
import type { Decision, Vote } from "./operations";

/** Every vote with what it says: after the close, or from the start where votes are open. */
export function Votes({ decision }: { readonly decision: Decision }) {
  const say = useDecisionWords();
  const votes = decision.votes.edges.map(({ node }) => node);
  if (votes.length === 0) return null;
  return (
    <Section title={say(decision.status === "closed" ? "votes.title" : "votes.open")}>
      <ul className="rows">
        {votes.map((vote) => (
          <li key={vote.id}>
            <span className="main">
              <SeatName id={vote.seat?.id} />
              <Reasons vote={vote} decision={decision} />
            </span>
            <span className="decisions-choice" data-choice={vote.choice}>
              {say(`choice.${vote.choice}`)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Reasons({ vote, decision }: { readonly vote: Vote; readonly decision: Decision }) {
  const say = useDecisionWords();
  const { objection, condition, people, ranking } = vote;
  const number = new Map(decision.packages.map((each) => [each.id, each.number]));
  return (
    <>
      {condition && <div className="small">{say.rich("votes.if", { who: <SeatNames ids={condition.seats} /> })}</div>}
      {ranking && ranking.length > 0 && (
        <div className="small">
          {say("votes.order", { order: ranking.map((id) => number.get(id) ?? "?").join(" > ") })}
        </div>
      )}
      {people && (
        <div className="small">{say("votes.split", { yes: people.yes, no: people.no, abstain: people.abstain })}</div>
      )}
      {objection && (
        <div className="small">
          <p>
            {say.rich("objection", {
              term: <SafeText>{objection.term?.name}</SafeText>,
              harm: <SafeText>{objection.harm}</SafeText>,
            })}
          </p>
          <p>{say.rich("lift", { change: <SafeText>{objection.change}</SafeText> })}</p>
        </div>
      )}
    </>
  );
}

/** Who may vote and has, and who may not, and why. */
export function Electors({ decision }: { readonly decision: Decision }) {
  const table = useTable();
  const say = useDecisionWords();
  const weighs = decision.electors.some(({ weight }) => weight !== "1");
  const counts = decision.electors.some(({ people }) => people !== null);
  return (
    <Section title={say("electors")}>
      <Wide>
        <table className="table decisions-electors">
          <thead>
            <tr>
              <th scope="col">{say("elector.seat")}</th>
              <th scope="col">{say("elector.class")}</th>
              {weighs && <th scope="col">{say("elector.weight")}</th>}
              {counts && <th scope="col">{say("elector.people")}</th>}
              <th scope="col">{say("elector.has")}</th>
            </tr>
          </thead>
          <tbody>
            {decision.electors.map((each) => (
              <tr key={each.seat?.id}>
                <th scope="row">
                  <SeatName id={each.seat?.id} />
                  {each.seat && each.seat.id === ownSeat(table) && <span className="small"> {say("elector.you")}</span>}
                </th>
                <td>
                  <SafeText>{each.class}</SafeText>
                </td>
                {weighs && <td className="figure">{each.weight}</td>}
                {counts && (
                  <td>
                    <span className="figure">{each.people ?? 1}</span>
                    {each.source && (
                      <div className="small">
                        {say.rich("frozen.from", { source: <SafeText>{each.source}</SafeText> })}
                      </div>
                    )}
                  </td>
                )}
                <td>
                  <span className="decisions-voted" data-voted={each.voted} aria-hidden />
                  {say(each.voted ? "elector.yes" : "elector.no")}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      {decision.absent.length > 0 && (
        <p className="small">
          {say("absent")}:{" "}
          {decision.absent.map(({ seat, state }, place) => {
            const key = `absentState.${state}`;
            return (
              <span key={seat?.id ?? place}>
                {place > 0 && "; "}
                <SeatName id={seat?.id} /> ({say.has(key) ? say(key) : state})
              </span>
            );
          })}
        </p>
      )}
    </Section>
  );
}
