import type { CombinedError } from "@urql/core";

/** Why something asked for is not there. */
export interface Trouble {
  /** A stable word; AWAY where nobody answered. */
  readonly code: string;
  /** The server's sentence; null where nobody answered. */
  readonly message: string | null;
  /** The path of the input that it is about, if any. */
  readonly field: readonly string[] | null;
  /** What the sentence speaks of. */
  readonly params: readonly { readonly name: string; readonly value: string }[];
  /** By which the operator finds it. */
  readonly correlation: string | null;
}

/** True if it is not known whether a wish was carried out: the same must be asked again. */
export function unknown({ code }: Trouble): boolean {
  return code === "AWAY" || code === "NOT_YET_VISIBLE" || code === "INTERNAL";
}

/** True if waiting may help. */
export function passing(trouble: Trouble): boolean {
  return unknown(trouble) || trouble.code === "UNAVAILABLE";
}

export function troubleOf(error: CombinedError | undefined): Trouble | null {
  const [first] = error?.graphQLErrors ?? [];
  if (first) {
    const { code, field, correlation, ...rest } = first.extensions as Record<string, unknown>;
    return {
      code: typeof code === "string" ? code : "INTERNAL",
      message: first.message,
      field: Array.isArray(field) ? field.map(String) : null,
      params: Object.entries(rest).map(([name, value]) => ({ name, value: String(value) })),
      correlation: typeof correlation === "string" ? correlation : null,
    };
  }
  return error ? { code: "AWAY", message: null, field: null, params: [], correlation: null } : null;
}
