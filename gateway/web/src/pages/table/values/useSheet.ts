import { useMemo } from "react";
import { useLive } from "../../../api/useLive";
import { useTable } from "../table";
import { SheetQuery } from "./operations";
import type { Term } from "./value";

const none: readonly Term[] = [];

/** The terms on the sheet, in its order; and of those that are no longer on it, what they were. */
export function useSheet() {
  const table = useTable();
  const live = useLive(SheetQuery, { id: table.id });
  const edges = live.data?.negotiation?.terms.edges;
  return useMemo(() => {
    const all = edges?.map(({ node }) => node) ?? none;
    return {
      live,
      ready: edges !== undefined,
      terms: all.filter(({ removed }) => !removed),
      byId: new Map(all.map((term) => [term.id, term])),
      cursors: edges?.map(({ cursor }) => cursor) ?? [],
    };
  }, [edges, live]);
}
