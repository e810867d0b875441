import { createRequest } from "@urql/core";
import type { TadaDocumentNode } from "gql.tada";
import { client } from "./client";
import { liveFields } from "./made/facts";
import { lineNow, onLine } from "./socket";
import { passing, type Trouble, troubleOf } from "./trouble";

/**
 * How fresh what is shown is: `live` is told of every change, `asked` was true a
 * moment ago and is asked for again now and then, `cut` waits for the line.
 */
export type Freshness = "loading" | "live" | "asked" | "cut";

export interface Shown<T> {
  readonly data: T | null;
  readonly trouble: Trouble | null;
  readonly freshness: Freshness;
}

const nothing: Shown<never> = { data: null, trouble: null, freshness: "loading" };

/** How often what is not live is asked for again, and how soon after a failure. */
const again = { quiet: 20_000, troubled: 3000 };

/** How long what nobody looks at is kept, so that going back shows it at once. */
const kept = 60_000;

let introduced = false;

/** The server has said who this is. Before that no line is opened: a cookie that is no good would be refused on it. */
export function setIntroduced(): void {
  introduced = true;
}

/** One query with its variables, shared by all that show it. */
export class Watch<T> {
  #now: Shown<T> = nothing;
  readonly #heard = new Set<() => void>();
  #stop: (() => void) | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking = false;
  #live = false;
  readonly #query: TadaDocumentNode<T, unknown>;
  readonly #variables: unknown;
  readonly #subscription: unknown;

  constructor(query: TadaDocumentNode<T, unknown>, variables: unknown) {
    this.#query = query;
    this.#variables = variables;
    this.#subscription = asSubscription(query);
  }

  readonly now = (): Shown<T> => this.#now;

  readonly listen = (heard: () => void): (() => void) => {
    this.#heard.add(heard);
    if (this.#heard.size === 1) this.#begin();
    return () => {
      this.#heard.delete(heard);
      if (this.#heard.size === 0) this.#end();
    };
  };

  get idle(): boolean {
    return this.#heard.size === 0;
  }

  /** Asks again unless every change is told anyway. */
  refresh = (): void => {
    if (this.#heard.size > 0 && !this.#live) void this.#ask();
  };

  /** Begins anew on another line: for another person, or in another language. */
  restart(forget: boolean): void {
    if (this.#heard.size === 0) return;
    this.#stop?.();
    this.#live = false;
    if (forget) this.#become(nothing);
    this.#begin();
  }

  #begin(): void {
    const off = onLine(() => this.#hearLine());
    const online = () => this.refresh();
    window.addEventListener("online", online);
    const unsubscribe = this.#subscribe();
    if (lineNow() !== "open" || !unsubscribe) void this.#ask();
    this.#stop = () => {
      off();
      window.removeEventListener("online", online);
      unsubscribe?.();
    };
  }

  #end(): void {
    this.#stop?.();
    this.#stop = null;
    this.#live = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#heard.size === 0 && forgetWatch(this), kept);
  }

  /** Follows every change. The line finds its way back by itself, and is told all anew then. */
  #subscribe(): (() => void) | null {
    if (!this.#subscription || !introduced) return null;
    const { unsubscribe } = client
      .subscription(this.#subscription as never, this.#variables as never)
      .subscribe((told) => {
        const trouble = troubleOf(told.error);
        this.#live = !trouble || !passing(trouble);
        if (told.data || trouble) this.#show((told.data as T) ?? null, trouble, this.#live ? "live" : "asked");
        if (!this.#live) this.#soon();
      });
    return unsubscribe;
  }

  #hearLine(): void {
    if (lineNow() === "open") return; // what is new comes by it at once
    this.#live = false;
    if (lineNow() === "lost") this.#become({ ...this.#now, freshness: this.#now.data ? "cut" : "loading" });
    this.#soon();
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    clearTimeout(this.#timer);
    const { data, error } = await client.query(this.#query as never, this.#variables as never).toPromise();
    this.#asking = false;
    if (this.#live || this.#heard.size === 0) return;
    const freshness = lineNow() === "lost" || troubleOf(error)?.code === "AWAY" ? "cut" : "asked";
    this.#show((data as T | undefined) ?? null, troubleOf(error), freshness);
    this.#soon();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    if (this.#heard.size === 0 || this.#live) return;
    const wait = this.#now.trouble && passing(this.#now.trouble) ? again.troubled : again.quiet;
    this.#timer = setTimeout(() => (document.hidden ? this.#soon() : this.#ask()), wait);
  }

  /** What was shown stays while the reason for having nothing newer will pass. */
  #show(data: T | null, trouble: Trouble | null, freshness: Freshness): void {
    const keep = !data && trouble && passing(trouble);
    this.#become({ data: keep ? this.#now.data : data, trouble, freshness });
  }

  #become(next: Shown<T>): void {
    this.#now = next;
    for (const heard of this.#heard) heard();
  }
}

const watches = new Map<number, Watch<unknown>>();

export function watch<T, V>(query: TadaDocumentNode<T, V>, variables: V): Watch<T> {
  const { key } = createRequest(query as never, (variables ?? {}) as never);
  let found = watches.get(key);
  if (!found) {
    found = new Watch<unknown>(query as never, variables);
    watches.set(key, found);
  }
  return found as Watch<T>;
}

/** Asks for everything on the screen that no live query tells of. */
export function refreshAll(): void {
  for (const each of watches.values()) each.refresh();
}

/** Asks for everything anew; `forget` drops what was shown, because somebody else looks now. */
export function restartAll(forget: boolean): void {
  for (const [key, each] of [...watches]) {
    if (each.idle) watches.delete(key);
    else each.restart(forget);
  }
}

function forgetWatch(gone: Watch<never> | Watch<unknown>): void {
  for (const [key, each] of watches) if (each === gone) watches.delete(key);
}

interface Definition {
  readonly kind: string;
  readonly operation?: string;
  readonly selectionSet: { readonly selections: readonly { readonly name?: { readonly value: string } }[] };
}

/** The same as a live query; null where the schema has none of that field. */
function asSubscription(query: unknown): unknown {
  const { definitions } = query as { readonly definitions: readonly Definition[] };
  const asked = definitions.find(({ kind }) => kind === "OperationDefinition");
  const [field, more] = asked?.selectionSet.selections ?? [];
  if (!field?.name || more || !liveFields.includes(field.name.value)) return null;
  return {
    kind: "Document",
    definitions: definitions.map((each) => (each === asked ? { ...each, operation: "subscription" } : each)),
  };
}
