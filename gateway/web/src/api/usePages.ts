import type { TadaDocumentNode } from "gql.tada";
import { useCallback, useState } from "react";
import { client } from "./client";
import { type Trouble, troubleOf } from "./trouble";
import { type Live, useLive } from "./useLive";

interface Connection<N> {
  readonly edges: readonly { readonly node: N }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export interface Pages<N, T> {
  /** The query's own first page, live. */
  readonly live: Live<T>;
  /** All nodes so far. */
  readonly nodes: readonly N[];
  readonly hasMore: boolean;
  readonly loading: boolean;
  readonly trouble: Trouble | null;
  readonly more: () => void;
}

/**
 * A connection, page by page. The query takes `$after: String`; the first page
 * is live, later ones are as they were when they were asked for.
 */
export function usePages<T, V extends { after?: string | null }, N>(
  query: TadaDocumentNode<T, V>,
  variables: V,
  find: (data: T) => Connection<N> | null | undefined,
): Pages<N, T> {
  const live = useLive(query, variables);
  const key = JSON.stringify(variables);
  const [later, setLater] = useState<{ key: string; pages: readonly Connection<N>[] }>({ key, pages: [] });
  const [loading, setLoading] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const first = live.data ? find(live.data) : null;
  const rest = later.key === key ? later.pages : [];
  const pages = first ? [first, ...rest] : rest;
  const end = pages.at(-1)?.pageInfo;

  const more = useCallback(async () => {
    setLoading(true);
    const { data, error } = await client
      .query(query as never, { ...variables, after: end?.endCursor } as never)
      .toPromise();
    const next = data ? find(data as T) : null;
    setLoading(false);
    setTrouble(troubleOf(error));
    if (next) setLater((was) => ({ key, pages: was.key === key ? [...was.pages, next] : [next] }));
  }, [query, variables, end, find, key]);

  return {
    live,
    nodes: pages.flatMap(({ edges }) => edges.map(({ node }) => node)),
    hasMore: end?.hasNextPage ?? false,
    loading,
    trouble,
    more: () => void more(),
  };
}
