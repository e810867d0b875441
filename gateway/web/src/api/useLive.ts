import type { TadaDocumentNode } from "gql.tada";
import { useMemo, useSyncExternalStore } from "react";
import { type Shown, watch } from "./live";

export interface Live<T> extends Shown<T> {
  /** Asks now. */
  readonly refresh: () => void;
  /** Follows anew: for what is asked for the reader alone, of which no change tells. */
  readonly follow: () => void;
}

/**
 * A query that stays true. Write it as a `query` with one root field; where the
 * schema has a live query of the same name every change arrives by itself,
 * otherwise it is asked for again after each act and every so often.
 */
export function useLive<T, V>(query: TadaDocumentNode<T, V>, variables: V): Live<T> {
  const key = JSON.stringify(variables);
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal variables are the same variables
  const watched = useMemo(() => watch(query, variables), [query, key]);
  const shown = useSyncExternalStore(watched.listen, watched.now);
  return useMemo(
    () => ({ ...shown, refresh: watched.refresh, follow: () => watched.restart(false) }),
    [shown, watched],
  );
}
