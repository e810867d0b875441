import { useMemo } from "react";
import { Link, useNavigate } from "react-router";
import { path } from "../../../app/paths";
import { usePackageWords } from "../../../words/tablepackages";
import { Authors, Standing } from "./PackageLine";
import { lies, type Package } from "./package";

interface Node {
  readonly of: Package;
  readonly answers: Node[];
}

/** Packages below those that they answer; what answers nothing begins a tree. */
export function trees(packages: readonly Package[]): readonly Node[] {
  const nodes = new Map(packages.map((of) => [of.id, { of, answers: [] as Node[] }]));
  const roots: Node[] = [];
  for (const node of nodes.values()) {
    const parent = node.of.counterTo && nodes.get(node.of.counterTo.id);
    (parent?.answers ?? roots).push(node);
  }
  return roots;
}

const step = { x: 150, y: 54 };
const box = { width: 116, height: 34 };

/** Which package answers which: as a drawing for the eye and the mouse, as a list for everybody. */
export function Graph({
  packages,
  negotiation,
}: {
  readonly packages: readonly Package[];
  readonly negotiation: string;
}) {
  const say = usePackageWords();
  const go = useNavigate();
  const roots = useMemo(() => trees(packages).filter(({ answers }) => answers.length > 0), [packages]);
  const { places, edges, width, height } = useMemo(() => laid(roots), [roots]);
  return (
    <>
      <div className="tablewrap" aria-hidden>
        <svg width={width} height={height} className="table-graph" role="presentation">
          {edges.map(([from, to]) => (
            <path
              key={`${from.of.id}${to.of.id}`}
              d={`M${from.x + box.width},${from.y + box.height / 2} C${from.x + step.x - 14},${from.y + box.height / 2} ${to.x - 20},${to.y + box.height / 2} ${to.x},${to.y + box.height / 2}`}
            />
          ))}
          {places.map(({ of, x, y }) => (
            // biome-ignore lint/a11y/noStaticElementInteractions: the list below is for keyboards and screen readers
            <g
              key={of.id}
              data-lies={lies(of)}
              transform={`translate(${x},${y})`}
              onClick={() => go(path.package(negotiation, of.id))}
            >
              <rect {...box} rx={of.as === "idea" ? 17 : 3} />
              <text x={box.width / 2} y={21} textAnchor="middle">
                {say(`name.${of.as}`, { number: of.number })}
              </text>
            </g>
          ))}
        </svg>
      </div>
      <Branch nodes={roots} negotiation={negotiation} />
    </>
  );
}

function Branch({ nodes, negotiation }: { readonly nodes: readonly Node[]; readonly negotiation: string }) {
  const say = usePackageWords();
  return (
    <ul className="table-branch">
      {nodes.map(({ of, answers }) => (
        <li key={of.id}>
          <Link to={path.package(negotiation, of.id)}>{say(`name.${of.as}`, { number: of.number })}</Link>{" "}
          {say.rich("by", { who: <Authors of={of} /> })}{" "}
          <span className="small">
            · <Standing of={of} />
          </span>
          {answers.length > 0 && <Branch nodes={answers} negotiation={negotiation} />}
        </li>
      ))}
    </ul>
  );
}

interface Placed extends Node {
  readonly x: number;
  readonly y: number;
}

/** Answers to the right of what they answer; a first answer on its line, others below. */
function laid(roots: readonly Node[]) {
  const places: Placed[] = [];
  const edges: [Placed, Placed][] = [];
  let row = 0;
  let deepest = 0;
  const put = (node: Node, depth: number): Placed => {
    const placed = { ...node, x: 2 + depth * step.x, y: 4 + row * step.y };
    places.push(placed);
    deepest = Math.max(deepest, depth);
    node.answers.forEach((answer, place) => {
      if (place > 0) row++;
      edges.push([placed, put(answer, depth + 1)]);
    });
    return placed;
  };
  for (const root of roots) {
    put(root, 0);
    row++;
  }
  return { places, edges, width: deepest * step.x + box.width + 6, height: row * step.y };
}
