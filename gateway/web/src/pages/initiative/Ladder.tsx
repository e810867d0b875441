import { useSession } from "../../app/session";
import { useLevelChoices } from "../../ui/levels";
import { Section } from "../../ui/page";
import { OrgName, SafeText } from "../../ui/text";
import { useInitiativeWords } from "../../words/initiative";
import { useLevelWords } from "../../words/levels";
import { OwnLevel } from "./OwnLevel";
import type { Initiative } from "./operations";

/** Who seeks which level, as rungs with those who stand on them; and what others had thought. */
export function Ladder({ initiative }: { readonly initiative: Initiative }) {
  const say = useInitiativeWords();
  const rungs = [...useLevelChoices()].reverse();
  const { viewer } = useSession();
  const seats = initiative.seats.edges.map(({ node }) => node);
  const own = seats.find(
    ({ organization, state }) => state === "taken" && organization?.id === viewer?.organization?.id,
  );
  const gaps = initiative.perceptions.edges.map(({ node }) => node).filter(({ gap }) => gap);
  return (
    <Section title={say("ladder.title")}>
      <ol className="initiative-ladder" aria-label={say("ladder.title")}>
        {rungs.map(({ value, label, description }) => {
          const standing = seats.filter(({ seeks, state }) => state === "taken" && String(seeks) === value);
          return (
            <li key={value} data-own={String(initiative.level) === value || undefined}>
              <div className="initiative-rung">
                <strong>{label}</strong>
                <span className="small">{description}</span>
                {String(initiative.level) === value && <span className="initiative-aim">{say("ladder.aim")}</span>}
              </div>
              <ul className="initiative-standing" aria-label={label}>
                {standing.map((seat) => (
                  <li key={seat.id} data-own={seat.id === own?.id || undefined}>
                    <SafeText>{seat.organization?.name ?? seat.name}</SafeText>
                  </li>
                ))}
                {standing.length === 0 && <li className="initiative-nobody">{say("ladder.nobody")}</li>}
              </ul>
            </li>
          );
        })}
      </ol>
      {initiative.alignment?.mismatch ? (
        <div className="note">
          <p>
            <strong>{say("ladder.mismatch")}</strong>
          </p>
          <p>{say("ladder.question")}</p>
          <ul>
            <li>{say("ladder.where")}</li>
            <li>{say("ladder.how")}</li>
          </ul>
        </div>
      ) : (
        <p className="small">{say("ladder.aligned")}</p>
      )}
      <h3>{say("ladder.gaps")}</h3>
      {gaps.length === 0 ? <p className="small">{say("ladder.noGaps")}</p> : <Gaps gaps={gaps} />}
      {own && <OwnLevel initiative={initiative} own={own} />}
    </Section>
  );
}

type Gap = Initiative["perceptions"]["edges"][number]["node"];

function Gaps({ gaps }: { readonly gaps: readonly Gap[] }) {
  const say = useInitiativeWords();
  const level = useLevelWords();
  const name = (of: number) => level(`name.${of as 1}`);
  return (
    <ul className="rows">
      {gaps.flatMap(({ id, seat, seeks, presumed }) =>
        presumed
          .filter(({ gap }) => gap !== 0)
          .map((each) => (
            <li key={`${id}${each.organization?.id}`}>
              <span className="main">
                {say.rich("ladder.gap", {
                  by: <OrgName organization={each.organization} />,
                  about: <OrgName organization={seat?.organization} />,
                  presumed: name(each.level),
                  seeks: name(seeks),
                })}
              </span>
            </li>
          )),
      )}
    </ul>
  );
}
