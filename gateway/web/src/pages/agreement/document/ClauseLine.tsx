import { Link } from "react-router";
import { path } from "../../../app/paths";
import { SafeText } from "../../../ui/text";
import { useAgreementWords } from "../../../words/agreement";
import { useAgreement } from "../agreement";
import { Seats } from "../Seats";
import type { Clause } from "./operations";

interface LineProps {
  readonly clause: Clause;
  readonly language: string;
  readonly asleep: boolean;
}

/** A clause, what it causes, and where it comes from. */
export function ClauseLine({ clause, language, asleep }: LineProps) {
  const say = useAgreementWords();
  const { negotiation } = useAgreement();
  const lifts = clause.term?.lifts.edges.map(({ node }) => node) ?? [];
  const says = clause.says.filter((sentence) => sentence !== clause.text);
  return (
    <li data-asleep={asleep || undefined} id={`clause-${clause.key}`}>
      <span className="agreement-number" aria-hidden>
        {clause.number}
      </span>
      <div>
        <h3 lang={language}>
          <SafeText>{clause.name}</SafeText>
        </h3>
        <p className="words" lang={language}>
          <SafeText lines>{clause.text}</SafeText>
        </p>
        {says.length > 0 && (
          <ul className="agreement-says" lang={language}>
            {says.map((sentence) => (
              <li key={sentence}>
                <SafeText>{sentence}</SafeText>
              </li>
            ))}
          </ul>
        )}
        {asleep && <p className="small">{say.rich("read.sleeps", { seats: <Seats of={clause.needs} /> })}</p>}
        {clause.heldFor.length > 0 && (
          <p className="small">{say.rich("read.held", { seats: <Seats of={clause.heldFor} /> })}</p>
        )}
        <p className="small noprint">
          {negotiation && (
            <Link
              to={`${path.table(negotiation.id, "text")}#${clause.key}`}
              aria-label={say("read.termOf", { name: clause.name })}
            >
              {say("read.term")}
            </Link>
          )}
        </p>
        {lifts.length > 0 && (
          <details className="noprint">
            <summary>{say("read.voices", { count: lifts.length })}</summary>
            <ul className="agreement-says">
              {lifts.map(({ id, words, contested, conversation }) => (
                <li key={id}>
                  <SafeText>{words}</SafeText>
                  {conversation && (
                    <>
                      {" "}
                      <Link to={path.conversation(conversation.id)}>
                        <SafeText>{conversation.question}</SafeText>
                      </Link>
                    </>
                  )}
                  {contested && (
                    <p className="small">{say.rich("read.contested", { why: <SafeText>{contested}</SafeText> })}</p>
                  )}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </li>
  );
}
