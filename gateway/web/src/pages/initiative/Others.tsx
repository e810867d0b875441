import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { ActButton } from "../../ui/ActButton";
import { Moment } from "../../ui/format";
import { Section } from "../../ui/page";
import { OrgName, PersonName, SafeText } from "../../ui/text";
import { useInitiativeWords } from "../../words/initiative";
import { EndObservation, type Initiative } from "./operations";

/** Those who look on, and those who say that they should be there. */
export function Others({ initiative }: { readonly initiative: Initiative }) {
  const say = useInitiativeWords();
  const end = useAct(EndObservation);
  const observers = initiative.observers.edges.map(({ node }) => node).filter(({ endedAt }) => !endedAt);
  const forward = initiative.steppedForward.edges.map(({ node }) => node);
  return (
    <>
      {forward.length > 0 && (
        <Section title={say("others.forward")}>
          <ul className="rows">
            {forward.map(({ id, words, at, person, organization, seat }) => (
              <li key={id}>
                <div className="main">
                  <PersonName person={person} />
                  {organization && (
                    <>
                      {" "}
                      (<OrgName organization={organization} />)
                    </>
                  )}
                  {seat && (
                    <span className="small">
                      {" "}
                      · <SafeText>{seat.name}</SafeText>
                    </span>
                  )}
                  <p>
                    <SafeText lines>{words}</SafeText>
                  </p>
                </div>
                <span className="small">
                  <Moment at={at} relative />
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {observers.length > 0 && (
        <Section title={say("others.looking")}>
          <p className="small">{say("others.silent")}</p>
          <ul className="rows">
            {observers.map(({ id, person, seat, until }) => (
              <li key={id}>
                <span className="main">
                  <PersonName person={person} />{" "}
                  <span className="small">
                    <SafeText>{seat?.name}</SafeText> ·{" "}
                    {say.rich("others.until", { when: <Moment at={until} relative /> })}
                  </span>
                </span>
                <ActButton
                  act={end}
                  wish={{ input: { observer: id } }}
                  variant="subtle"
                  size="xs"
                  permission={may("endObservation", initiative.viewerMay)}
                >
                  {say("others.end")}
                </ActButton>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
