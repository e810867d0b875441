import { Section } from "../../../ui/page";
import { SafeText } from "../../../ui/text";
import { Wide } from "../../../ui/Wide";
import { useGroundWords } from "../../../words/ground";
import { SeatName } from "../SeatName";
import type { Ground } from "./ground";
import { type Chapter, chapters, flat, type RuleName, useRuleWords } from "./rules";

/** The ground rules as a short plain document, with what is not as the template of the level has it. */
export function Rulebook({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const { groundRules } = ground;
  const template = new Map(groundRules.differences.map(({ rule, template: says }) => [rule, says]));
  const behind = groundRules.behind ?? [];
  return (
    <Section
      title={say("rules.title", { version: groundRules.version })}
      aside={
        <span className="small">
          {template.size === 0 ? say("rules.asTemplate") : say("rules.differ", { count: template.size })}
        </span>
      }
    >
      {(Object.keys(chapters) as Chapter[]).map((chapter) => (
        <section key={chapter} aria-label={say(`chapters.${chapter}`)}>
          <h3 className="ground-chapter">{say(`chapters.${chapter}`)}</h3>
          <dl className="facts ground-rules">
            {(Object.keys(chapters[chapter]) as RuleName[]).map((name) => (
              <Rule key={name} name={name} says={flat(groundRules)[name]} template={template.get(name)} />
            ))}
          </dl>
        </section>
      ))}
      {behind.length > 0 && (
        <Wide>
          <table className="table">
            <caption>{say("behind.title")}</caption>
            <thead>
              <tr>
                <th scope="col">{say("behind.seat")}</th>
                <th scope="col">{say("behind.weight")}</th>
                <th scope="col">{say("behind.people")}</th>
                <th scope="col">{say("behind.source")}</th>
              </tr>
            </thead>
            <tbody>
              {behind.map(({ seat, weight, people, source }) => (
                <tr key={seat?.id}>
                  <th scope="row">
                    <SeatName seat={seat} />
                  </th>
                  <td className="figure">{weight ?? 1}</td>
                  <td className="figure">{people ?? 1}</td>
                  <td>
                    <SafeText>{source}</SafeText>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Wide>
      )}
    </Section>
  );
}

interface RuleProps {
  readonly name: RuleName;
  readonly says: string;
  readonly template: string | undefined;
}

/** Rules that say nothing and are as in the template stay out of a short document. */
function Rule({ name, says, template }: RuleProps) {
  const say = useGroundWords();
  const tell = useRuleWords();
  if (template === undefined && (says === "" || (name === "ratification.days" && says === "0"))) return null;
  return (
    <>
      <dt>{say(`rule.${key(name)}`)}</dt>
      <dd>
        {tell(name, says)}
        {template !== undefined && (
          <span className="ground-differs">
            <span aria-hidden>≠ </span>
            {say("rules.template", { says: tell(name, template) })}
          </span>
        )}
      </dd>
    </>
  );
}

/** Names of sentences have no dots of their own. */
export function key<N extends RuleName>(name: N): Underscored<N> {
  return name.replace(".", "_") as Underscored<N>;
}

type Underscored<N extends string> = N extends `${infer A}.${infer B}` ? `${A}_${B}` : N;
