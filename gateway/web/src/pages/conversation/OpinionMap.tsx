import * as Plot from "@observablehq/plot";
import { useEffect, useRef, useState } from "react";
import { useConversationWords } from "../../words/conversation";
import { type Analysis, letter } from "./conversation";

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly group: string;
}

const symbols = ["circle", "square", "triangle", "diamond", "star", "cross", "wye", "asterisk"] as const;

/**
 * People as dots in their groups. Where exactly somebody stands nobody is told,
 * so the dots of a group lie evenly around its centre; only the reader's own
 * place is its true one.
 */
export default function OpinionMap({ analysis }: { readonly analysis: Analysis }) {
  const say = useConversationWords();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  useEffect(() => {
    const element = frame.current;
    if (!element || width === 0) return;
    const drawn = draw(analysis, width, say("map.me"));
    drawn.setAttribute("aria-hidden", "true"); // the frame says what it shows
    element.replaceChildren(drawn);
    return () => drawn.remove();
  }, [analysis, width, say]);
  return <div ref={frame} className="conversation-plot" role="img" aria-label={described(say, analysis)} />;
}

function draw({ groups, viewer }: Analysis, width: number, me: string): Element {
  const places = [...groups, ...(viewer ? [viewer] : [])];
  const reach = 1.35 * Math.max(0.1, ...places.flatMap(({ x, y }) => [Math.abs(x), Math.abs(y)]));
  const height = Math.min(width * 0.5, 380);
  const dots = groups.flatMap(({ number, size, x, y }) => around(x, y, Number(size) || 0, reach, letter(number)));
  const names = groups.map(({ number, size, x, y }) => ({ x, y, label: letter(number), known: size !== null }));
  return Plot.plot({
    width,
    height,
    margin: 12,
    x: { domain: [-reach, reach], axis: null },
    y: { domain: [-reach, reach], axis: null },
    symbol: { domain: groups.map(({ number }) => letter(number)), range: [...symbols] },
    style: { background: "transparent", color: "var(--ink)", fontSize: "13px", overflow: "visible" },
    marks: [
      Plot.ruleX([0], { stroke: "var(--rule)" }),
      Plot.ruleY([0], { stroke: "var(--rule)" }),
      Plot.dot(dots, { x: "x", y: "y", symbol: "group", r: 4, stroke: "var(--quiet)", fill: "var(--accent-soft)" }),
      Plot.dot(names, { x: "x", y: "y", r: 13, fill: "var(--sheet)", stroke: "var(--ink)" }),
      Plot.text(names, { x: "x", y: "y", text: "label", fill: "var(--ink)", fontWeight: 700 }),
      ...(viewer
        ? [
            Plot.dot([viewer], { x: "x", y: "y", r: 6, fill: "var(--accent)", stroke: "var(--paper)", strokeWidth: 2 }),
            Plot.text([viewer], {
              x: "x",
              y: "y",
              text: () => me,
              dy: -14,
              fill: "var(--accent)",
              stroke: "var(--paper)",
              strokeWidth: 4,
              fontWeight: 700,
            }),
          ]
        : []),
    ],
  });
}

const golden = Math.PI * (3 - Math.sqrt(5));

/** So many dots around a centre, evenly, at most three hundred. */
function around(x: number, y: number, size: number, reach: number, group: string): readonly Dot[] {
  return Array.from({ length: Math.min(size, 300) }, (_, place) => {
    const far = reach * (0.07 + 0.03 * Math.sqrt(place));
    return { x: x + far * Math.cos(place * golden), y: y + far * 1.4 * Math.sin(place * golden), group };
  });
}

function described(say: ReturnType<typeof useConversationWords>, { groups }: Analysis): string {
  const each = groups.map(({ number, size }) =>
    say("map.groupIs", { group: letter(number), size: size ?? say("notTold") }),
  );
  return `${say("map.title")}: ${each.join("; ")}`;
}

function useWidth(frame: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!frame.current) return;
    const watch = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    watch.observe(frame.current);
    return () => watch.disconnect();
  }, [frame]);
  return width;
}
