import { useEffect, useState } from "react";
import { useLive } from "../../../api/useLive";
import { useFormat } from "../../../ui/format";
import { plain, SafeText } from "../../../ui/text";
import { useSealWords } from "../../../words/seal";
import { useTable } from "../table";
import { useOptionWords } from "../values/useValueWords";
import type { Term } from "../values/value";
import { ReviewQuery, type SealInput } from "./operations";

interface ReviewProps {
  readonly full: SealInput["full"] | null;
  readonly refused: SealInput["refused"] | null;
  readonly terms: readonly Term[];
}

/** What the server finds in preferences while they are being set: their order, and what may be a slip. */
export function Review({ full, refused, terms }: ReviewProps) {
  const table = useTable();
  const say = useSealWords();
  const format = useFormat();
  const option = useOptionWords();
  const variables = useQuiet({ id: table.id, full: full ?? null, refused: refused ?? null });
  const { data } = useLive(ReviewQuery, variables);
  const review = data?.negotiation?.sealReview;
  const byId = new Map(terms.map((term) => [term.id, term]));
  const points = (decimal: string) => format.number(Math.round(Number(decimal) * 1000) / 10);
  return (
    <section className="seal-review" aria-label={say("review")} aria-live="polite">
      <h3>{say("review")}</h3>
      {!review && <p className="small">{say("reviewNone")}</p>}
      {review && (
        <>
          {review.ranking.length > 0 && (
            <>
              <h4>{say("ranking")}</h4>
              <ol>
                {review.ranking.map(({ term, swing, worst, best }) => {
                  const known = term && byId.get(term.id);
                  if (!known) return null;
                  return (
                    <li key={known.id}>
                      {say("rankLine", {
                        term: plain(known.name),
                        worst: option(known, worst),
                        best: option(known, best),
                        swing: points(swing),
                      })}
                    </li>
                  );
                })}
              </ol>
            </>
          )}
          <h4>{say("remarks")}</h4>
          {review.remarks.length === 0 && <p className="small">{say("noRemarks")}</p>}
          <ul>
            {review.remarks.map(({ code, message, term }) => (
              <li key={`${code}${term?.id ?? ""}`}>
                <SafeText>{message}</SafeText>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** A value that has been left alone for a moment: a slider asks the server when it rests. */
function useQuiet<T>(value: T): T {
  const [quiet, setQuiet] = useState(value);
  const key = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal values are the same value
  useEffect(() => {
    const timer = setTimeout(() => setQuiet(value), 400);
    return () => clearTimeout(timer);
  }, [key]);
  return quiet;
}
