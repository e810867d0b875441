import { Moment } from "../../ui/format";
import { Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { SafeText } from "../../ui/text";
import { usePublicWords } from "../../words/public";
import type { PublicTalks } from "./operations";

/** The timetable of the talks and what was decided, as far as their ground rules let anybody read. */
export function Talks({ talks }: { readonly talks: readonly PublicTalks[] }) {
  const say = usePublicWords();
  return (
    <Section title={say("talks.title")}>
      {talks.length === 0 && <Empty title={say("talks.none")}>{say("talks.noneWhat")}</Empty>}
      {talks.map((each) => (
        <article key={each.id} className="public-talks" aria-labelledby={each.id}>
          <h3 id={each.id}>
            <SafeText>{each.title}</SafeText>
          </h3>
          <p className="small">
            <Status of={each.status} /> · {say(`talks.publicity.${each.publicity}`)}
          </p>
          <ol className="public-times">
            {timetable(each).map(({ at, what, values }) => (
              <li key={`${at}${what}${values.number}`}>
                <Moment at={at} /> — {say(what, values)}
              </li>
            ))}
          </ol>
          {each.result && (
            <>
              <h4>{say("talks.result")}</h4>
              <p className="small">{say("talks.bindsNobody")}</p>
              <dl className="facts">
                {each.result.terms.map(({ name, text }) => (
                  <div key={name}>
                    <dt>
                      <SafeText>{name}</SafeText>
                    </dt>
                    <dd>
                      <SafeText lines>{text}</SafeText>
                    </dd>
                  </div>
                ))}
              </dl>
            </>
          )}
        </article>
      ))}
    </Section>
  );
}

function Status({ of }: { readonly of: string }) {
  const say = usePublicWords();
  const key: string = `talks.status.${of}`;
  return <>{say.has(key) ? say(key) : of}</>;
}

/** Everything with a date, the oldest first. */
function timetable({ openedAt, rounds, packages, decisions, result }: PublicTalks) {
  const none: Readonly<Record<string, number>> = {};
  const number = (of: number): Readonly<Record<string, number>> => ({ number: of });
  return [
    { at: openedAt, what: "times.opened" as const, values: none },
    ...rounds.map((each) => ({ at: each.openedAt, what: "times.round" as const, values: number(each.number) })),
    ...packages.map((each) => ({ at: each.tabledAt, what: `times.${each.as}` as const, values: number(each.number) })),
    ...decisions.flatMap((each) => [
      { at: each.openedAt, what: "times.decision" as const, values: number(each.number) },
      each.closedAt && each.outcome
        ? { at: each.closedAt, what: `times.${each.outcome}` as const, values: number(each.number) }
        : { at: each.deadline, what: "times.deadline" as const, values: number(each.number) },
    ]),
    ...(result ? [{ at: result.fixedAt, what: "times.fixed" as const, values: none }] : []),
  ].sort((a, b) => a.at.localeCompare(b.at));
}
