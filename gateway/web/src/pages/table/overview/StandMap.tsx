import { memo, type ReactNode, type RefObject, useMemo, useRef } from "react";
import { plain } from "../../../ui/text";
import { useTableWords } from "../../../words/table";
import { useOverviewWords } from "../../../words/tableoverview";
import { sideName } from "../packages/PackageLine";
import type { TableSeat } from "../table";
import { type StanceName, stances } from "../values/Stance";
import { useValueWords } from "../values/useValueWords";
import type { Term } from "../values/value";
import { useGradually } from "./useGradually";
import type { Stand, Stands } from "./useStands";

export interface Field {
  readonly term: string;
  readonly seat: string;
}

interface MapProps {
  readonly terms: readonly Term[];
  readonly seats: readonly TableSeat[];
  readonly stands: Stands;
  readonly own: string | null;
  readonly open: (field: Field) => void;
}

/**
 * Terms and seats at a glance: a grid that arrow keys walk through. One field
 * has the keyboard's focus; which one is kept in the document, so that walking
 * renders nothing anew.
 */
export function StandMap({ terms, seats, stands, own, open }: MapProps) {
  const say = useOverviewWords();
  const grid = useRef<HTMLDivElement>(null);
  const shown = useGradually(terms.length, 4);
  const marks = useMarks();
  return (
    <div className="table-mapwrap">
      {/* biome-ignore lint/a11y/useSemanticElements: rows of a table cannot be skipped by the browser when out of sight */}
      <div
        ref={grid}
        role="grid"
        aria-label={say("map.label")}
        aria-readonly
        aria-rowcount={terms.length + 1}
        aria-colcount={seats.length + 1}
        className="table-map"
        style={{ "--seats": seats.length } as React.CSSProperties}
        onKeyDown={(event) => walk(event, grid)}
        onFocus={(event) => settle(event.target, grid)}
        onClick={(event) => {
          const at = (event.target as HTMLElement).closest<HTMLElement>("[data-seat]")?.dataset;
          if (at?.term && at.seat) open({ term: at.term, seat: at.seat });
        }}
      >
        <Row head>
          <Cell role="columnheader" place="0,0" className="table-corner">
            {say("map.corner")}
          </Cell>
          {seats.map((seat, column) => (
            <Cell key={seat.id} role="columnheader" place={`0,${column + 1}`} own={seat.id === own}>
              <span dir="auto">{plain(sideName(seat))}</span>
            </Cell>
          ))}
        </Row>
        {terms.slice(0, shown).map((term, row) => (
          <TermRow
            key={term.id}
            term={term}
            row={row + 1}
            seats={seats}
            stands={stands.get(term.id)}
            own={own}
            marks={marks}
          />
        ))}
      </div>
    </div>
  );
}

function Row({ head = false, children }: { readonly head?: boolean; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: its cells have the focus
    <div role="row" className={head ? "table-maprow table-maphead" : "table-maprow"}>
      {children}
    </div>
  );
}

interface CellProps {
  readonly role: "columnheader" | "rowheader" | "gridcell";
  readonly place: string;
  readonly className?: string;
  readonly own?: boolean;
  readonly label?: string;
  readonly term?: string;
  readonly seat?: string;
  readonly children: ReactNode;
}

function Cell({ role, place, className, own, label, term, seat, children }: CellProps) {
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: all three roles take a label
    <div
      role={role}
      tabIndex={place === "1,1" ? 0 : -1}
      data-place={place}
      data-own={own || undefined}
      data-term={term}
      data-seat={seat}
      aria-label={label}
      className={className}
    >
      {children}
    </div>
  );
}

interface TermRowProps {
  readonly term: Term;
  readonly row: number;
  readonly seats: readonly TableSeat[];
  readonly stands: ReadonlyMap<string, Stand> | undefined;
  readonly own: string | null;
  readonly marks: Marks;
}

type Marks = Readonly<Record<StanceName | "silent", { readonly word: string; readonly letter: string }>>;

/** The words of the marks, looked up once: there are as many marks as fields. */
function useMarks(): Marks {
  const say = useTableWords();
  const key = [...stances, "silent" as const].map((each) => say(`stance.${each}`)).join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal words are the same words
  return useMemo(
    () =>
      Object.fromEntries(
        [...stances, "silent" as const].map((each) => [
          each,
          { word: say(`stance.${each}`), letter: say(`stance.letter.${each}`) },
        ]),
      ) as Marks,
    [key],
  );
}

const TermRow = memo(function TermRow({ term, row, seats, stands, own, marks }: TermRowProps) {
  const words = useValueWords();
  const name = plain(term.name);
  return (
    <Row>
      <Cell role="rowheader" place={`${row},0`}>
        <span dir="auto">{name}</span>
      </Cell>
      {seats.map((seat, column) => {
        const stand = stands?.get(seat.id);
        const value = stand?.package ? words(term, stand.value) : null;
        const stance = stand?.stance ?? "silent";
        return (
          <Cell
            key={seat.id}
            role="gridcell"
            place={`${row},${column + 1}`}
            own={seat.id === own}
            term={term.id}
            seat={seat.id}
            label={[name, plain(sideName(seat)), marks[stance].word, value].filter(Boolean).join(", ")}
          >
            {(stance !== "silent" || !value) && (
              <span className="table-mark" data-stance={stance} data-letter={marks[stance].letter} aria-hidden />
            )}
            {value && (
              <span className="table-mapvalue" data-as={stand?.as} dir="auto">
                {value}
              </span>
            )}
          </Cell>
        );
      })}
    </Row>
  );
});

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** Arrow keys, Home, End (with Ctrl: of the whole), Enter and space, as in any grid. */
function walk(event: React.KeyboardEvent, grid: RefObject<HTMLDivElement | null>): void {
  const at = (event.target as HTMLElement).dataset.place;
  const root = grid.current;
  if (!at || !root) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    (event.target as HTMLElement).click();
    return;
  }
  const [row = 0, column = 0] = at.split(",").map(Number);
  const rows = root.children.length - 1;
  const columns = Number(root.getAttribute("aria-colcount")) - 1;
  const step = steps[event.key];
  let to: readonly [number, number] | null = null;
  if (step) to = [row + step[0], column + step[1]];
  else if (event.key === "Home") to = [event.ctrlKey ? 0 : row, 0];
  else if (event.key === "End") to = [event.ctrlKey ? rows : row, columns];
  if (!to) return;
  event.preventDefault();
  const line = root.children[Math.min(Math.max(to[0], 0), rows)];
  const next = line?.children[Math.min(Math.max(to[1], 0), columns)];
  if (next instanceof HTMLElement) next.focus(); // which scrolls to it, beside what sticks
}

/** Whoever comes back to the grid comes back to the field that they left. */
function settle(target: EventTarget, grid: RefObject<HTMLDivElement | null>): void {
  if (!(target instanceof HTMLElement) || !target.dataset.place) return;
  const [row, column] = (grid.current?.dataset.at ?? "1,1").split(",").map(Number);
  const was = grid.current?.children[row ?? 1]?.children[column ?? 1];
  if (was instanceof HTMLElement) was.tabIndex = -1;
  target.tabIndex = 0;
  if (grid.current) grid.current.dataset.at = target.dataset.place;
}
