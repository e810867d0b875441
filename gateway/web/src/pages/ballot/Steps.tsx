import type { ReactNode } from "react";
import { useFormat } from "../../ui/format";
import { plain } from "../../ui/text";
import { useDecisionWords } from "../../words/decisions";
import "../table/decisions/decisions.css";
import type { Ballot } from "./operations";

type Step = Ballot["steps"][number];

interface StepsProps {
  readonly steps: readonly Step[];
  readonly people: (people: Step["people"]) => ReactNode;
}

/** The arithmetic, a line for each step, in the same words as a table's decisions. */
export function StepList({ steps, people }: StepsProps) {
  const say = useDecisionWords();
  const format = useFormat();
  const count = (value: string | null) => {
    const [over = "0", under = "1"] = (value ?? "0").split("/");
    return format.number(Math.round((100 * Number(over)) / Number(under)) / 100);
  };
  const title = ({ kind, class: name }: Step): string => {
    const key = `unfold.${kind}${name && (kind === "share" || kind === "weight") ? "Of" : ""}`;
    return say.has(key) ? say(key, { class: plain(name ?? "") }) : say("unfold.other", { kind });
  };
  if (steps.length === 0) return null;
  return (
    <>
      <h3>{say("unfold.title")}</h3>
      <ol className="decisions-steps">
        {steps.map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name but their place
          <li key={place}>
            <div className="titleline">
              <strong>{title(step)}</strong>
              <span className="decisions-met" data-met={step.met}>
                {say(step.met ? "unfold.met" : "unfold.notMet")}
              </span>
            </div>
            {step.share !== null && (
              <div className="decisions-share" aria-hidden data-met={step.met}>
                <span className="have" style={{ inlineSize: `${100 * fraction(step.share)}%` }} />
                {step.needed && (
                  <span className="needed" style={{ insetInlineStart: `${100 * fraction(step.needed)}%` }} />
                )}
              </div>
            )}
            <div>
              {step.have !== null && say("unfold.have", { have: count(step.have), of: count(step.of) })}
              {step.have === null && step.yes !== null && step.no !== null && (
                <>{say("unfold.yesNo", { yes: count(step.yes), no: count(step.no) })}</>
              )}
              {step.have === null && step.yes !== null && step.no === null && (
                <>{say("unfold.have", { have: count(step.yes), of: count(step.of) })}</>
              )}
              {step.share !== null && <> = {format.percent(step.share)}</>}
              {step.needed && (
                <span className="small">
                  {" "}
                  (
                  {say("unfold.needed", {
                    needed: say(step.strict ? "moreThan" : "atLeast", { share: format.percent(step.needed) }),
                  })}
                  )
                </span>
              )}
            </div>
            {step.people.length > 0 && <div className="row">{people(step.people)}</div>}
          </li>
        ))}
      </ol>
    </>
  );
}

function fraction(value: string): number {
  const [over = "0", under = "1"] = value.split("/");
  return Number(over) / Number(under);
}
