import type { TadaDocumentNode } from "gql.tada";
import { useEffect, useRef, useState } from "react";
import type { Refused } from "../../../api/act";
import type { Preview } from "../../../api/graphql";
import { type Acting, useAct, type Wish } from "../../../api/useAct";

export interface Foresight {
  readonly preview: Preview | null;
  readonly errors: readonly Refused[];
}

const nothing: Foresight = { preview: null, errors: [] };

/**
 * What would become of a wish, asked of the server a moment after it was last
 * changed. Nothing is done; it is asked apart from the act itself, so that no
 * answer of this one is taken for that of the other.
 */
export function useForesight<R, V>(document: TadaDocumentNode<R, V>, wish: Wish<V> | null): Foresight {
  const act: Acting<V, unknown> = useAct(document);
  const [asked, setAsked] = useState<{ readonly key: string; readonly preview: Preview | null } | null>(null);
  const latest = useRef(act);
  latest.current = act;
  const key = wish ? JSON.stringify(wish) : "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal wishes are the same wish
  useEffect(() => {
    if (!wish) return;
    let over = false;
    const timer = setTimeout(async () => {
      latest.current.forget();
      const preview = await latest.current.preview(wish);
      if (!over) setAsked({ key, preview });
    }, 350);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [key]);
  if (!wish || !asked) return nothing;
  return { preview: asked.key === key ? asked.preview : null, errors: act.errors };
}
