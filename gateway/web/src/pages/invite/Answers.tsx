import { type ReactNode, useCallback } from "react";
import { Link } from "react-router";
import { Section } from "../../ui/page";
import { plain } from "../../ui/text";
import { useInviteWords } from "../../words/invite";
import type { InvitationCard } from "./operations";

/** The five answers, by the word that stands in the address. */
export const answers = ["take", "look", "instead", "rules", "no"] as const;

/** What one can answer, each with what it means. */
export function Answers({ card }: { readonly card: InvitationCard }) {
  const say = useInviteWords();
  return (
    <Section title={say("answers")}>
      <ul className="invite-answers">
        {answers.map((each) => (
          <li key={each} data-first={each === "take" || undefined}>
            <Link to={`?answer=${each}`} preventScrollReset={false}>
              <strong>{say(`${each}.name`)}</strong>
              <span className="small">{say(`${each}.means`, { who: plain(card.inviter) })}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

interface AnswerFrame {
  readonly title: string;
  readonly means: ReactNode;
  readonly children: ReactNode;
}

/** One answer, alone on the screen, with the way back to the letter. */
export function AnswerPart({ title, means, children }: AnswerFrame) {
  const say = useInviteWords();
  // Whoever comes by keyboard or ear begins where what they chose begins.
  const arrive = useCallback((heading: HTMLHeadingElement | null) => heading?.focus(), []);
  return (
    <section className="section" aria-label={title}>
      <p>
        <Link to="?">{say("backToLetter")}</Link>
      </p>
      <h2 tabIndex={-1} ref={arrive} className="invite-chosen">
        {title}
      </h2>
      <p>{means}</p>
      {children}
    </section>
  );
}
