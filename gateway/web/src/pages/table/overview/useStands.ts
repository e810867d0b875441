import { useMemo } from "react";
import type { ResultOf } from "../../../api/graphql";
import { useLiveAll } from "../../../api/useLiveAll";
import { rowsAtOnce, StandsQuery } from "./operations";

type Row = NonNullable<ResultOf<typeof StandsQuery>["negotiation"]>["terms"]["nodes"][number];
export type Stand = Row["stands"]["nodes"][number];

/** Where each seat stands on each term: by term, then by seat. */
export type Stands = ReadonlyMap<string, ReadonlyMap<string, Stand>>;

// A row that has not changed is the same object: only rows that have are rendered anew.
const built = new WeakMap<Row, ReadonlyMap<string, Stand>>();

function bySeat(row: Row): ReadonlyMap<string, Stand> {
  const known = built.get(row) ?? new Map(row.stands.nodes.map((each) => [each.seat?.id ?? "", each]));
  built.set(row, known);
  return known;
}

/** All fields of the map, ten terms at a time; `cursors` are the terms' places in the sheet. */
export function useStands(id: string, cursors: readonly string[]): Stands {
  const starts = cursors.flatMap((_, place) =>
    place % rowsAtOnce === 0 ? [place === 0 ? null : (cursors[place - 1] ?? null)] : [],
  );
  const parts = useLiveAll(
    StandsQuery,
    starts.map((after) => ({ id, after })),
  );
  return useMemo(() => {
    const rows = parts.flatMap(({ data }) => data?.negotiation?.terms.nodes ?? []);
    return new Map(rows.map((row) => [row.id, bySeat(row)]));
  }, [parts]);
}

/** True if somebody has a concern or objects, or seats give other values. */
export function contested(row: ReadonlyMap<string, Stand> | undefined): boolean {
  if (!row) return false;
  const all = [...row.values()];
  const values = new Set(all.flatMap(({ value }) => (value ? [JSON.stringify(value)] : [])));
  return values.size > 1 || all.some(({ stance }) => stance === "concern" || stance === "objects");
}
