import { Link } from "react-router";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { path } from "../../../app/paths";
import { ActButton } from "../../../ui/ActButton";
import { Moment, useFormat } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import { Wide } from "../../../ui/Wide";
import { useRoundWords } from "../../../words/rounds";
import { SeatNames } from "../seats";
import { ownSeat, useTable } from "../table";
import { useSheet } from "../values/useSheet";
import { useValueWords } from "../values/useValueWords";
import type { Value } from "../values/value";
import { BlindVote } from "./BlindVote";
import { JoinMediation, type MediationRound, type Suggestion } from "./operations";
import { Worths } from "./Worths";

/** One round of mediation, the same for everyone but for what it is worth to them. */
export function MediationCard({ round }: { readonly round: MediationRound }) {
  const table = useTable();
  const say = useRoundWords();
  const join = useAct(JoinMediation);
  const suggestions = (round.suggestions ?? []).flatMap((each) => (each ? [each] : []));
  const open = round.status === "asked" || round.status === "begun" || round.status === "voting";
  return (
    <section className="rounds-card" data-open={open} aria-labelledby={round.id}>
      <div className="titleline">
        <h3 id={round.id}>{say("mediation.name", { number: round.number })}</h3>
        <span>
          <strong>{say(`mediation.status.${round.status}`)}</strong> {round.endedAt && <Moment at={round.endedAt} />}
        </span>
      </div>
      <p className="small">
        {round.text &&
          say.rich("mediation.from", {
            number: <Link to={path.package(table.id, round.text.id)}>{round.text.number}</Link>,
          })}
        {" · "}
        {say.rich("mediation.agreed", { seats: <SeatNames ids={(round.agreed ?? []).map((seat) => seat?.id)} /> })}
      </p>
      {round.status === "none" && <p>{say("mediation.noneMeans")}</p>}
      {round.status === "asked" && (
        <>
          <p>{say.rich("mediation.lapses", { when: <Moment at={round.lapsesAt} /> })}</p>
          <ActButton
            act={join}
            wish={{ input: { round: round.id } }}
            permission={may("joinMediation", table.viewerMay)}
            ask="always"
          >
            {say("mediation.join")}
          </ActButton>
        </>
      )}
      {round.status === "begun" && round.answerAt && (
        <p role="status">{say.rich("mediation.answer", { when: <Moment at={round.answerAt} /> })}</p>
      )}
      {suggestions.length > 0 && (
        <>
          <p className="small">{say("mediation.same")}</p>
          <Suggested suggestions={suggestions} />
          {ownSeat(table) && <Worths suggestions={suggestions} />}
        </>
      )}
      {round.status === "voting" && (
        <>
          {round.voteUntil && <p>{say.rich("mediation.voteUntil", { when: <Moment at={round.voteUntil} /> })}</p>}
          {ownSeat(table) && (
            <BlindVote key={round.ownBlindVote?.castAt ?? ""} round={round} suggestions={suggestions} />
          )}
        </>
      )}
      {round.status === "carried" && round.package && (
        <p className="note">
          {say.rich("mediation.carriedOne", {
            number: round.suggestion?.number ?? 1,
            package: <Link to={path.package(table.id, round.package.id)}>{round.package.number}</Link>,
          })}
        </p>
      )}
      {round.status === "notCarried" && <p className="note">{say("mediation.revealNone")}</p>}
    </section>
  );
}

/** The suggestions side by side, term by term. */
function Suggested({ suggestions }: { readonly suggestions: readonly Suggestion[] }) {
  const say = useRoundWords();
  const format = useFormat();
  const words = useValueWords();
  const { terms } = useSheet();
  return (
    <Wide>
      <table className="table rounds-suggested">
        <thead>
          <tr>
            <th scope="col">{say("mediation.term")}</th>
            {suggestions.map(({ id, number, carried }) => (
              <th scope="col" key={id} data-carried={carried}>
                {say("mediation.suggestion", { number })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {terms.map((term) => (
            <tr key={term.id}>
              <th scope="row">
                <SafeText>{term.name}</SafeText>
              </th>
              {suggestions.map(({ id, values }) => (
                <td key={id}>
                  <SafeText>
                    {words(term, values.find((each) => each.term?.id === term.id)?.value as Value | undefined)}
                  </SafeText>
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{say("mediation.by")}</th>
            {suggestions.map(({ id, methods }) => (
              <td key={id}>{format.list(methods.map((each) => say(`mediation.method.${each}`)))}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </Wide>
  );
}
