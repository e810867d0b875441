import { useFormat } from "../../../ui/format";
import { plain } from "../../../ui/text";
import { Wide } from "../../../ui/Wide";
import { useDecisionWords } from "../../../words/decisions";
import { SeatNames, useSeatNames } from "../seats";
import type { Decision, Step } from "./operations";

/** The sentences of a step of the arithmetic. */
function useStepWords() {
  const say = useDecisionWords();
  const format = useFormat();
  const count = (value: string | null) => {
    const [over = "0", under = "1"] = (value ?? "0").split("/");
    return format.number(Math.round((100 * Number(over)) / Number(under)) / 100);
  };
  const title = (step: Step): string => {
    const named = step.class ? { class: plain(step.class) } : undefined;
    const [a, b] = step.packages.map(({ number }) => number);
    switch (step.kind) {
      case "struck":
      case "quorum":
      case "objections":
      case "everyone":
        return say(`unfold.${step.kind}`);
      case "share":
      case "weight":
        return named ? say(`unfold.${step.kind}Of`, named) : say(`unfold.${step.kind}`);
      case "silent":
      case "aside":
        return say(`unfold.${step.kind}`, named ?? { class: "" });
      case "prefers":
        return say(step.met ? "unfold.prefers" : "unfold.prefersNot", { a: a ?? "", b: b ?? "" });
      case "wins":
        return say("unfold.wins", { numbers: step.packages.map(({ number }) => number).join(", ") });
      default:
        return say("unfold.other", { kind: step.kind });
    }
  };
  const needed = ({ needed: share, strict }: Step) =>
    share
      ? say("unfold.needed", { needed: say(strict ? "moreThan" : "atLeast", { share: format.percent(share) }) })
      : "";
  const figures = (step: Step): string => {
    if (step.have !== null) return say("unfold.have", { have: count(step.have), of: count(step.of) });
    if (step.yes !== null && step.no !== null) return say("unfold.yesNo", { yes: count(step.yes), no: count(step.no) });
    if (step.yes !== null) return say("unfold.have", { have: count(step.yes), of: count(step.of) });
    return "";
  };
  return { title, needed, figures };
}

const verdicts = new Set(["struck", "prefers", "wins"]);

/** One step: what is asked, the picture of it, the numbers, what it comes to. */
export function Line({ step }: { readonly step: Step; readonly decision: Decision }) {
  const say = useDecisionWords();
  const format = useFormat();
  const { title, needed, figures } = useStepWords();
  const numbers = figures(step);
  return (
    <>
      <div className="titleline">
        <strong>{title(step)}</strong>
        {!verdicts.has(step.kind) && (
          <span className="decisions-met" data-met={step.met}>
            {say(step.met ? "unfold.met" : "unfold.notMet")}
          </span>
        )}
      </div>
      {step.share !== null && <Picture step={step} />}
      {numbers && (
        <div>
          {numbers}
          {step.share !== null && <> = {format.percent(step.share)}</>}
          {step.needed && <span className="small"> ({needed(step)})</span>}
        </div>
      )}
      {step.kind === "struck" && <div>{say.rich("unfold.struckWho", { who: <SeatNames ids={step.seats} /> })}</div>}
      {step.kind === "objections" && (
        <div>{step.seats.length === 0 ? say("unfold.objectionsNone") : <SeatNames ids={step.seats} />}</div>
      )}
    </>
  );
}

const number = (fraction: string) => {
  const [over = "0", under = "1"] = fraction.split("/");
  return Number(over) / Number(under);
};

/** A bar of what is there, and a mark at what is needed. Its numbers stand beside it. */
function Picture({ step }: { readonly step: Step }) {
  return (
    <div className="decisions-share" aria-hidden data-met={step.met}>
      <span className="have" style={{ inlineSize: `${100 * number(step.share ?? "0")}%` }} />
      {step.needed && <span className="needed" style={{ insetInlineStart: `${100 * number(step.needed)}%` }} />}
    </div>
  );
}

/** The same as a table, whole: for whoever listens, and for paper. */
export function StepTable({ decision }: { readonly decision: Decision }) {
  const say = useDecisionWords();
  const format = useFormat();
  const name = useSeatNames();
  const { title, needed, figures } = useStepWords();
  return (
    <Wide>
      <table className="table">
        <caption className="heard">{say("unfold.table")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("unfold.what")}</th>
            <th scope="col">{say("unfold.whose")}</th>
            <th scope="col">{say("unfold.result")}</th>
          </tr>
        </thead>
        <tbody>
          {decision.steps.map((step, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name but their place
            <tr key={place}>
              <th scope="row">{title(step)}</th>
              <td>{step.seats.length > 0 ? step.seats.map((id) => name(id)).join(", ") : plain(step.class ?? "")}</td>
              <td>
                {[
                  [figures(step), step.share === null ? "" : format.percent(step.share)].filter(Boolean).join(" = "),
                  needed(step),
                  say(step.met ? "unfold.met" : "unfold.notMet"),
                ]
                  .filter(Boolean)
                  .join("; ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
