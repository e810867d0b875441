import { memo, type ReactNode, type RefObject, useRef } from "react";
import { plain } from "../../../ui/text";
import { useTableWords } from "../../../words/table";
import { useOverviewWords } from "../../../words/tableoverview";
import { sideName } from "../packages/PackageLine";
import type { TableSeat } from "../table";
import { StanceMark } from "../values/Stance";
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
  const shown = useGradually(terms.length, 8);
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
          <TermRow key={term.id} term={term} row={row + 1} seats={seats} stands={stands.get(term.id)} own={own} />
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
}

const TermRow = memo(function TermRow({ term, row, seats, stands, own }: TermRowProps) {
  const say = useTableWords();
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
        const stance = stand?.stance ?? null;
        return (
          <Cell
            key={seat.id}
            role="gridcell"
            place={`${row},${column + 1}`}
            own={seat.id === own}
            term={term.id}
            seat={seat.id}
            label={[name, plain(sideName(seat)), say(`stance.${stance ?? "silent"}`), value].filter(Boolean).join(", ")}
          >
            {(stance || !value) && <StanceMark stance={stance} />}
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
  const rows = root.querySelectorAll("[role=row]").length - 1;
  const columns = Number(root.getAttribute("aria-colcount")) - 1;
  const step = steps[event.key];
  let to: readonly [number, number] | null = null;
  if (step) to = [row + step[0], column + step[1]];
  else if (event.key === "Home") to = [event.ctrlKey ? 0 : row, 0];
  else if (event.key === "End") to = [event.ctrlKey ? rows : row, columns];
  if (!to) return;
  event.preventDefault();
  const place = [Math.min(Math.max(to[0], 0), rows), Math.min(Math.max(to[1], 0), columns)].join(",");
  const next = root.querySelector<HTMLElement>(`[data-place="${place}"]`);
  next?.focus();
  next?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** Whoever comes back to the grid comes back to the field that they left. */
function settle(target: EventTarget, grid: RefObject<HTMLDivElement | null>): void {
  if (!(target instanceof HTMLElement) || !target.dataset.place) return;
  for (const was of grid.current?.querySelectorAll<HTMLElement>("[tabindex='0']") ?? []) was.tabIndex = -1;
  target.tabIndex = 0;
}
