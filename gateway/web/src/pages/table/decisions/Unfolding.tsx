import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { Section } from "../../../ui/page";
import { useDecisionWords } from "../../../words/decisions";
import type { Decision } from "./operations";
import { Line, StepTable } from "./Step";

/** How long a step stands alone while the arithmetic plays. */
const pace = 1600;

/** How the votes became a result: step by step, by itself, or all at once. */
export function Unfolding({ decision }: { readonly decision: Decision }) {
  const say = useDecisionWords();
  const { steps, outcome } = decision;
  const all = steps.length + 1; // the votes as they were cast come first
  const [shown, setShown] = useState(1);
  const [playing, setPlaying] = useState(false);
  const plays = playing && shown < all;
  useEffect(() => {
    if (!plays) return;
    const timer = setInterval(() => setShown((was) => was + 1), pace);
    return () => clearInterval(timer);
  }, [plays]);
  const go = (next: number) => {
    setPlaying(false);
    setShown(Math.min(all, Math.max(1, next)));
  };
  const play = () => {
    if (plays) return setPlaying(false);
    if (shown >= all) setShown(1);
    setPlaying(true);
  };
  return (
    <Section
      title={say("unfold.title")}
      aside={<span className="small">{say("unfold.of", { step: Math.min(shown, all), of: all })}</span>}
    >
      <fieldset className="row decisions-player noprint">
        <legend className="heard">{say("unfold.title")}</legend>
        <Button size="xs" onClick={() => go(shown + 1)} disabled={shown >= all}>
          {say("unfold.step")}
        </Button>
        <Button size="xs" variant="default" onClick={() => go(shown - 1)} disabled={shown <= 1}>
          {say("unfold.back")}
        </Button>
        <Button size="xs" variant="default" onClick={play}>
          {say(plays ? "unfold.pause" : "unfold.play")}
        </Button>
        <Button size="xs" variant="default" onClick={() => go(all)} disabled={shown >= all}>
          {say("unfold.all")}
        </Button>
        <Button size="xs" variant="default" onClick={() => go(1)} disabled={shown <= 1}>
          {say("unfold.start")}
        </Button>
      </fieldset>
      <ol className="decisions-steps" aria-live="polite" aria-relevant="additions">
        <li>
          <Cast decision={decision} />
        </li>
        {steps.slice(0, shown - 1).map((step, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name but their place
          <li key={place}>
            <Line step={step} decision={decision} />
          </li>
        ))}
        {shown >= all && outcome && (
          <li className="decisions-end" data-outcome={outcome}>
            <strong>{say("unfold.come", { outcome: say(`outcome.${outcome}`) })}</strong>
          </li>
        )}
      </ol>
      <details>
        <summary>{say("unfold.table")}</summary>
        <StepTable decision={decision} />
      </details>
    </Section>
  );
}

/** The votes before anything is done with them. */
function Cast({ decision }: { readonly decision: Decision }) {
  const say = useDecisionWords();
  const votes = decision.votes.edges.map(({ node }) => node.choice);
  const many = (choice: string) => votes.filter((each) => each === choice).length;
  return (
    <>
      <strong>{say("unfold.cast")}</strong>
      <div className="decisions-cast" aria-hidden>
        {votes
          .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
          .map((choice, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: votes of one choice are all alike
            <span key={place} data-choice={choice} />
          ))}
      </div>
      <div>
        {say("unfold.castLine", {
          yes: many("yes"),
          no: many("no"),
          abstain: many("abstain"),
          objects: many("objects"),
        })}
      </div>
    </>
  );
}

const order = ["yes", "abstain", "no", "objects"];
