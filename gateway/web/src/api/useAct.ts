import type { TadaDocumentNode } from "gql.tada";
import { useMemo, useSyncExternalStore } from "react";
import { Act, type Answer, type Payload, type Refused, type Standing } from "./act";
import { client } from "./client";
import type { Preview } from "./graphql";
import { refreshAll } from "./live";
import { plainInputs } from "./made/facts";
import { troubleOf } from "./trouble";
import { seen } from "./wire";

/** The variables of a mutation as a page gives them: command ids and dry runs are not its business. */
export type Wish<V> = V extends { input: infer I }
  ? Omit<V, "input" | "dryRun"> & { input: Omit<I, "commandId"> }
  : Omit<V, "dryRun">;

export interface Acting<V, P> {
  readonly standing: Standing;
  readonly errors: readonly Refused[];
  readonly payload: P | null;
  /** Sends it; the payload once done, null if it was refused or its outcome is unknown. */
  readonly send: (wish: Wish<V>) => Promise<P | null>;
  /** True if it can be asked what it would cause. */
  readonly foresees: boolean;
  /** What it would cause; null if it would be refused, which is then told as if it had been sent. */
  readonly preview: (wish: Wish<V>) => Promise<Preview | null>;
  /** The same wish once more, after `unknown`. */
  readonly again: () => Promise<P | null>;
  readonly forget: () => void;
}

/** The payload of a mutation: what its only root field answers. */
export type PayloadOf<R> = R extends Record<string, infer P> ? P & Payload : never;

/**
 * A mutation that a person can wish for. The document has one root field,
 * variables `$input` and, where it can be tried, `$dryRun`, and asks for
 * `errors { ...Refusal }`.
 */
export function useAct<R, V>(document: TadaDocumentNode<R, V>): Acting<V, PayloadOf<R>> {
  type P = PayloadOf<R>;
  const act = useMemo(
    () =>
      new Act<P>({
        post: (variables) => post<R, V>(document, variables as V) as Promise<Answer<P>>,
        newId: () => crypto.randomUUID(),
        pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      }),
    [document],
  );
  const now = useSyncExternalStore(act.listen, act.now);
  return useMemo(() => {
    const complete = (wish: Wish<V>) => withRoom(document, wish as Record<string, unknown>);
    return {
      ...now,
      foresees: variable(document, "dryRun") !== undefined,
      send: async (wish: Wish<V>) => told(await act.send(complete(wish))),
      again: async () => told(await act.again()),
      preview: (wish: Wish<V>) => act.preview(complete(wish)),
      forget: () => act.forget(),
    };
  }, [act, document, now]);
}

/** What was done is seen by every later read, and shown where no live query tells of it. */
export function told<P extends Payload>(payload: P | null): P | null {
  if (payload) {
    seen(payload.position);
    refreshAll();
  }
  return payload;
}

/** Sends a mutation once. */
export async function post<R, V>(document: TadaDocumentNode<R, V>, variables: V): Promise<Answer<PayloadOf<R>>> {
  const { data, error } = await client.mutation(document as never, variables as never).toPromise();
  const [payload] = Object.values((data as Record<string, PayloadOf<R>> | undefined) ?? {});
  return { payload: payload ?? null, trouble: payload?.errors ? null : troubleOf(error) };
}

/**
 * Makes room for the command id. Wishes to the gateway itself (mail, sessions)
 * have none, and their inputs would refuse it.
 */
function withRoom(document: unknown, wish: Record<string, unknown>): Record<string, unknown> {
  const { input } = wish;
  if (typeof input !== "object" || input === null || plainInputs.includes(inputType(document))) return wish;
  return { ...wish, input: { commandId: "", ...input } };
}

interface Typed {
  readonly definitions: readonly {
    readonly variableDefinitions?: readonly {
      readonly variable: { readonly name: { readonly value: string } };
      readonly type: { readonly type?: { readonly name?: { readonly value: string } } };
    }[];
  }[];
}

function variable(document: unknown, name: string) {
  const variables = (document as Typed).definitions.flatMap((definition) => definition.variableDefinitions ?? []);
  return variables.find((each) => each.variable.name.value === name);
}

function inputType(document: unknown): string {
  return variable(document, "input")?.type.type?.name?.value ?? "";
}
