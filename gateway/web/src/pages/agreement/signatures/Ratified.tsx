import { Moment } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import { useAgreementWords } from "../../../words/agreement";
import { seatName, useAgreement } from "../agreement";

/** Who is asked to ratify, sealed; and what was said, once it has unfolded. */
export function Ratified() {
  const say = useAgreementWords();
  const { ratifying, ratification, ratificationUntil, reopenedTerms } = useAgreement();
  return (
    <>
      {ratifying.length > 0 && ratificationUntil && (
        <p>{say.rich("ratify.sealed", { when: <Moment at={ratificationUntil} /> })}</p>
      )}
      <ul className="rows">
        {ratifying.map(({ seat, by }) => (
          <li key={seat?.id ?? by}>
            <span className="main">
              <SafeText>{seatName(seat)}</SafeText>
            </span>
            <span className="small">{say(`ratify.by.${by}`)}</span>
          </li>
        ))}
        {ratification.map(({ seat, by, outcome, terms, reason }) => (
          <li key={seat?.id ?? by}>
            <span className="main">
              <SafeText>{seatName(seat)}</SafeText> <span className="small">{say(`ratify.by.${by}`)}</span>
              {reason && (
                <p>
                  <SafeText lines>{reason}</SafeText>
                </p>
              )}
              {terms && terms.length > 0 && <p className="small">{say("ratify.about", { terms: terms.join(", ") })}</p>}
            </span>
            <strong className="agreement-state" data-state={outcome === "ratified" ? "accepted" : "disputed"}>
              {say(`ratify.outcome.${outcome}`)}
            </strong>
          </li>
        ))}
      </ul>
      {reopenedTerms.length > 0 && <p>{say("ratify.reopened", { terms: reopenedTerms.join(", ") })}</p>}
    </>
  );
}
