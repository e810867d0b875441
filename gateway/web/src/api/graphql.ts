import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./made/schema";

/** Documents typed by the SDL. `made/` is written by schema.mjs. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: {
    ID: string;
    DateTime: string;
    Date: string;
    Decimal: string;
    Duration: string;
    Rational: string;
    Locale: string;
    JSON: unknown;
  };
}>();

export type { ResultOf, VariablesOf } from "gql.tada";

/** What every payload says of a wish that was not granted. */
export const Refusal = graphql(`
  fragment Refusal on UserError {
    code
    message
    field
    params { name value }
  }
`);

/** What a dry run says. */
export const Foreseen = graphql(`
  fragment Foreseen on Preview {
    audience
    seats
    people
    public
    binds
    until
    events
  }
`);

/** What the viewer may do with something, and why not: `viewerMay { ...May }`. */
export const May = graphql(`
  fragment May on Permission {
    act
    allowed
    code
    message
  }
`);

export interface Permission {
  readonly act: string;
  readonly allowed: boolean;
  readonly code: string | null;
  readonly message: string | null;
}

export interface Preview {
  readonly audience: readonly string[];
  readonly seats: number;
  readonly people: number;
  readonly public: boolean;
  readonly binds: boolean;
  readonly until: string | null;
  readonly events: readonly string[];
}

/** The permission of one act out of `viewerMay`; absent where the server does not speak of it. */
export function may(act: string, permissions: readonly Permission[] | null | undefined): Permission | undefined {
  return permissions?.find((permission) => permission.act === act);
}
