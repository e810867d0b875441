import { Moment } from "../../ui/format";
import { Section } from "../../ui/page";
import { Marked, PersonName, SafeText } from "../../ui/text";
import { useInitiativeWords } from "../../words/initiative";
import type { Initiative } from "./operations";

/** Where it wants to get to, sphere by sphere, and when that was last changed. */
export function Visions({ initiative }: { readonly initiative: Initiative }) {
  const say = useInitiativeWords();
  const versions = initiative.visionVersions.edges.map(({ node }) => node).filter(({ reason }) => reason);
  return (
    <Section title={say("visions.title")}>
      <div className="initiative-visions">
        {(["person", "organization", "economy"] as const).map((sphere) => (
          <section key={sphere}>
            <h3>{say(`visions.${sphere}`)}</h3>
            <Marked level={4}>{initiative.visions[sphere]}</Marked>
          </section>
        ))}
      </div>
      {versions.length > 0 && (
        <ul className="rows">
          {versions.map(({ id, reason, at, by }) => (
            <li key={id}>
              <span className="main">
                {say("visions.changed")} <SafeText>{reason}</SafeText>
              </span>
              <span className="small">
                <PersonName person={by} /> · <Moment at={at} relative />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
