import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { plain, SafeText } from "../../../ui/text";
import { useSealWords } from "../../../words/seal";
import { useOptionWords } from "../values/useValueWords";
import type { Term } from "../values/value";
import { ordered, type Point, whole, written } from "./preferences";
import { Slide } from "./Slide";

interface TermProps {
  readonly term: Term;
  readonly weight: number;
  readonly setWeight: (weight: number) => void;
  readonly curve: readonly Point[];
  readonly setCurve: (curve: readonly Point[]) => void;
}

/** How much a term matters, and what its values are worth. */
export function TermSeal({ term, weight, setWeight, curve, setCurve }: TermProps) {
  const say = useSealWords();
  const option = useOptionWords();
  const name = plain(term.name);
  const [more, setMore] = useState("");
  const line = ordered(term);
  const free = line && term.options.length === 0;
  const points = line ? curve.toSorted((a, b) => place(term, a.at) - place(term, b.at)) : curve;
  const rising = (up: boolean) => {
    const last = Math.max(1, points.length - 1);
    setCurve(points.map(({ at }, i) => ({ at, worth: Math.round((whole * (up ? i : last - i)) / last) })));
  };
  const add = () => {
    const at = written(term, more);
    if (more.trim() === "" || points.some((point) => point.at === at)) return;
    setCurve([...points, { at, worth: whole / 2 }]);
    setMore("");
  };
  return (
    <li className="seal-term">
      <h3>
        <SafeText>{term.name}</SafeText>
      </h3>
      <Slide label={say("weight", { term: name })} unit={say("percent")} value={weight} set={setWeight} />
      <details>
        <summary>{say("curve")}</summary>
        <p className="small">{say("curveWhat")}</p>
        <Picture points={points} term={term} />
        {line && (
          <div className="row">
            <Button variant="default" size="compact-sm" onClick={() => rising(true)}>
              {say("more")}
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => rising(false)}>
              {say("less")}
            </Button>
          </div>
        )}
        <ul className="seal-points">
          {points.map((point) => {
            const value = option(term, point.at);
            return (
              <li key={point.at}>
                <SafeText>{value}</SafeText>
                <Slide
                  label={say("worth", { term: name, value })}
                  unit={say("percent")}
                  value={point.worth}
                  set={(worth) =>
                    setCurve(
                      points.map((each) =>
                        each.at === point.at ? { at: each.at, worth: Math.min(whole, Math.max(0, worth)) } : each,
                      ),
                    )
                  }
                />
                {free && (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    aria-label={say("dropPoint", { value })}
                    onClick={() => setCurve(points.filter(({ at }) => at !== point.at))}
                  >
                    ×
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
        {free && (
          <div className="row seal-add">
            <TextInput
              label={say("point", { term: name })}
              type={term.kind === "date" ? "date" : "text"}
              value={more}
              onChange={(event) => setMore(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter") return;
                event.preventDefault();
                add();
              }}
            />
            <Button variant="default" size="xs" onClick={add}>
              {say("add")}
            </Button>
          </div>
        )}
      </details>
    </li>
  );
}

/** Where a value lies on its line. Only for pictures and their order. */
function place({ kind }: Term, at: string): number {
  if (kind === "date") return Date.parse(at) / 86400e3;
  if (kind !== "duration") return Number(at);
  const found = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?)?/.exec(at) ?? [];
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0] = found.slice(1).map((part) => Number(part ?? 0));
  return years * 365 + months * 30 + weeks * 7 + days + hours / 24;
}

const width = 260;
const height = 70;

/** The curve drawn: a line through the points, or a bar for each option. */
function Picture({ points, term }: { readonly points: readonly Point[]; readonly term: Term }) {
  if (points.length === 0) return null;
  const line = ordered(term);
  const at = points.map((point, i) => (line ? place(term, point.at) : i));
  const least = Math.min(...at);
  const span = Math.max(...at) - least || 1;
  const x = (i: number) => 8 + ((width - 16) * ((at[i] ?? 0) - least)) / span;
  const y = (worth: number) => height - 6 - ((height - 12) * worth) / whole;
  return (
    <svg className="seal-curve" viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <line x1={4} x2={width - 4} y1={y(0)} y2={y(0)} className="axis" />
      {line && <polyline points={points.map(({ worth }, i) => `${x(i)},${y(worth)}`).join(" ")} />}
      {points.map(({ at: key, worth }, i) =>
        line ? (
          <circle key={key} cx={x(i)} cy={y(worth)} r={4} />
        ) : (
          <rect key={key} x={x(i) - 6} width={12} y={y(worth)} height={Math.max(1, y(0) - y(worth))} />
        ),
      )}
    </svg>
  );
}
