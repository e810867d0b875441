import { createContext, use } from "react";
import type { ResultOf } from "../../api/graphql";
import type { TableQuery } from "./operations";

export type Table = NonNullable<ResultOf<typeof TableQuery>["negotiation"]>;
export type TableSeat = NonNullable<Table["initiative"]>["seats"]["edges"][number]["node"];

export const TableContext = createContext<Table | null>(null);

/** The table that the tab belongs to, live. */
export function useTable(): Table {
  const table = use(TableContext);
  if (!table) throw new Error("there is a table only below its frame");
  return table;
}

export function seatsOf(table: Table): readonly TableSeat[] {
  return table.initiative?.seats.edges.map(({ node }) => node) ?? [];
}

/** Seats that can say something: somebody sits there or speaks for them. */
export function present({ state }: TableSeat): boolean {
  return state === "taken" || state === "represented";
}

/** Id of the seat for which the viewer is here; null for who only looks on. */
export function ownSeat(table: Table): string | null {
  return table.ownRoom?.seat?.id ?? null;
}

const levels = ["local", "chain", "ecosystem"] as const;

/** The word of a level of change: 1 local, 2 end to end, 3 ecosystem. */
export function levelName(level: number): (typeof levels)[number] {
  return levels[level - 1] ?? "local";
}
