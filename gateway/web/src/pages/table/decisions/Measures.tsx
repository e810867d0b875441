import { Moment, useFormat } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { OrgName, SafeText } from "../../../ui/text";
import { useDecisionWords } from "../../../words/decisions";
import { SeatName } from "../seats";
import type { Decision } from "./operations";

/** What stands beside every result, so that nobody can read it without. */
export function Measures({ decision }: { readonly decision: Decision }) {
  const say = useDecisionWords();
  const format = useFormat();
  const { measures, asks, moreAsks } = decision;
  if (!measures) return null;
  const said = measures.voices.map((each) => ({ ...each, all: each.messages + each.packages + each.positions }));
  const whole = Math.max(
    1,
    said.reduce((sum, { all }) => sum + all, 0),
  );
  const most = Math.max(1, ...said.map(({ all }) => all));
  const missing = [
    ...measures.empty.map((seat) => ({ id: seat?.id, word: say("measures.empty") })),
    ...measures.represented.map((seat) => ({ id: seat?.id, word: say("measures.represented") })),
  ];
  return (
    <Section title={say("measures.title")}>
      <dl className="facts">
        <dt>{say("measures.turnout")}</dt>
        <dd>
          <ul className="decisions-plain">
            {measures.turnout.map(({ class: name, voted, of }) => (
              <li key={name}>{say.rich("measures.turnoutLine", { class: <SafeText>{name}</SafeText>, voted, of })}</li>
            ))}
          </ul>
        </dd>
        <dt>{say("measures.voices")}</dt>
        <dd>
          <ul className="decisions-plain decisions-voices">
            {said.map(({ seat, all }) => (
              <li key={seat?.id}>
                <SeatName id={seat?.id} />
                <span className="decisions-bar" aria-hidden>
                  <span style={{ inlineSize: `${(100 * all) / most}%` }} />
                </span>
                <span className="figure">{format.percent(all / whole)}</span>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{say("measures.gini")}</dt>
        <dd>
          <span className="figure">{hundredths(measures.gini, format.number)}</span>{" "}
          <span className="small">{say("measures.giniWhat")}</span>
        </dd>
        <dt>{say("measures.asks")}</dt>
        <dd>{say("measures.asksLine", { ...measures.asks })}</dd>
        <dt>{say("measures.missing")}</dt>
        <dd>
          {missing.length === 0 && say("measures.nobody")}
          {missing.map(({ id, word }, place) => (
            <span key={id}>
              {place > 0 && ", "}
              <SeatName id={id} /> ({word})
            </span>
          ))}
        </dd>
        {asks && asks.length > 0 && (
          <>
            <dt>{say("measures.open")}</dt>
            <dd>
              <ul className="decisions-plain">
                {asks.map((ask) => (
                  <li key={`${ask.due}${ask.text}`}>
                    {say.rich("measures.openLine", {
                      who: ask.to.seat ? (
                        <SeatName id={ask.to.seat.id} />
                      ) : (
                        <OrgName organization={ask.to.organization} />
                      ),
                      text: <SafeText>{ask.text}</SafeText>,
                    })}{" "}
                    <span className="small">
                      (<Moment at={ask.due} />)
                    </span>
                  </li>
                ))}
                {moreAsks ? <li>{say("measures.more", { count: moreAsks })}</li> : null}
              </ul>
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}

/** A fraction to two places: a measure, and never money or votes. */
export function hundredths(fraction: string, number: (value: number) => string): string {
  const [over = "0", under = "1"] = fraction.split("/");
  return number(Math.round((100 * Number(over)) / Number(under)) / 100);
}
