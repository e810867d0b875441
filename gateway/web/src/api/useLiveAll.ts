import type { TadaDocumentNode } from "gql.tada";
import { useMemo, useSyncExternalStore } from "react";
import { type Shown, watch } from "./live";

/** One query with several variables at once, each live: pages of a list that has to be whole. */
export function useLiveAll<T, V>(query: TadaDocumentNode<T, V>, all: readonly V[]): readonly Shown<T>[] {
  const key = JSON.stringify(all);
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal variables are the same variables
  const together = useMemo(() => {
    const watches = all.map((variables) => watch(query, variables));
    let last: readonly Shown<T>[] = [];
    return {
      listen: (heard: () => void) => {
        const stops = watches.map((each) => each.listen(heard));
        return () => {
          for (const stop of stops) stop();
        };
      },
      now: () => {
        const next = watches.map((each) => each.now());
        if (next.length !== last.length || next.some((shown, place) => shown !== last[place])) last = next;
        return last;
      },
    };
  }, [query, key]);
  return useSyncExternalStore(together.listen, together.now);
}
