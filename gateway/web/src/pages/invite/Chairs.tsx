import { Section } from "../../ui/page";
import { SafeText } from "../../ui/text";
import { useInviteWords } from "../../words/invite";
import type { ChairCard, InvitationCard } from "./operations";

/** Who sits and who is missing; one's own chair first. */
export function Chairs({ card }: { readonly card: InvitationCard }) {
  const say = useInviteWords();
  return (
    <Section title={say("chairs.title")}>
      <p className="small">
        {say("chairs.seated", { count: card.seated.length })} ·{" "}
        {say("chairs.missing", { count: card.missing.length + 1 })}
      </p>
      <ul className="rows">
        <li>
          <span className="main">
            <Mark state="own" /> <strong>{say("chairs.yours")}</strong> · <SafeText>{card.seatName}</SafeText>
          </span>
          <span className="small">
            <SafeText>{card.class}</SafeText>
          </span>
        </li>
        {card.seated.map((chair) => (
          <Chair key={chair.seat} chair={chair} />
        ))}
        {card.missing.map((chair) => (
          <Chair key={chair.seat} chair={chair} />
        ))}
      </ul>
    </Section>
  );
}

function Chair({ chair }: { readonly chair: ChairCard }) {
  const say = useInviteWords();
  return (
    <li>
      <span className="main">
        <Mark state={chair.state} />{" "}
        {chair.organization ? <SafeText>{chair.organization}</SafeText> : <SafeText>{chair.name}</SafeText>}
        <span className="small"> · {say(`chairs.state.${chair.state}`)}</span>
        {chair.advocate && (
          <span className="small"> {say.rich("chairs.advocate", { who: <SafeText>{chair.advocate}</SafeText> })}</span>
        )}
      </span>
      <span className="small">
        <SafeText>{chair.class}</SafeText>
      </span>
    </li>
  );
}

/** A chair: filled where somebody sits, an outline where nobody does. The words beside it say the same. */
function Mark({ state }: { readonly state: string }) {
  return <span aria-hidden className="invite-chair" data-state={state} />;
}
