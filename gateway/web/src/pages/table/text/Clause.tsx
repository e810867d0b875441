import { lazy, Suspense } from "react";
import { may } from "../../../api/graphql";
import { Moment } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import { useTextWords } from "../../../words/tabletext";
import { sideName } from "../packages/PackageLine";
import { useTable } from "../table";
import type { Term, Value } from "../values/value";
import { AmendForm } from "./AmendForm";
import { MotionActs } from "./MotionActs";
import { Sentence, useSentenceWords } from "./Sentence";
import type { Motion, Redline } from "./text";

const Diff = lazy(() => import("./Diff"));

interface ClauseProps {
  readonly term: Term;
  readonly value: Value | undefined;
  /** True if an earlier text is looked at: nothing can be proposed there. */
  readonly past: boolean;
  readonly redlines: readonly Redline[];
  readonly motions: readonly Motion[];
}

/** One sentence of the text: what it says, what is proposed, what it said before. */
export function Clause({ term, value, past, redlines, motions }: ClauseProps) {
  const say = useTextWords();
  const table = useTable();
  const words = useSentenceWords();
  const permission = may("amendText", table.viewerMay);
  return (
    <li>
      <h3>
        <SafeText>{term.name}</SafeText>
      </h3>
      <p>
        <Sentence term={term} value={value} />
      </p>
      {!past &&
        motions.map((motion) => (
          <div key={motion.id} className="table-redline">
            <p className="small">
              {say.rich("proposes", {
                who: <SafeText>{sideName(motion.seat)}</SafeText>,
                when: <Moment at={motion.until} />,
              })}
            </p>
            <p>
              <Suspense fallback={words(term, motion.amendment?.after)}>
                <Diff before={words(term, value)} after={words(term, motion.amendment?.after)} />
              </Suspense>
            </p>
            <p className="small">
              <SafeText lines>{motion.reason}</SafeText>
            </p>
            <MotionActs motion={motion} />
          </div>
        ))}
      {redlines.length > 0 && (
        <details>
          <summary className="small">{say("changed", { count: redlines.length })}</summary>
          <ol className="table-history" reversed>
            {redlines.toReversed().map((each) => (
              <li key={each.id}>
                <p className="small">
                  {say("redline", { number: each.number })} · <SafeText>{sideName(each.seat)}</SafeText> ·{" "}
                  <Moment at={each.at} />
                </p>
                <p>
                  <Suspense fallback={words(term, each.after)}>
                    <Diff before={words(term, each.before)} after={words(term, each.after)} />
                  </Suspense>
                </p>
                <p className="small">
                  <SafeText lines>{each.reason}</SafeText>
                </p>
              </li>
            ))}
          </ol>
        </details>
      )}
      {!past &&
        (permission?.allowed ? (
          <details>
            <summary className="small">{say("amend.summary")}</summary>
            <AmendForm term={term} value={value} />
          </details>
        ) : null)}
    </li>
  );
}
