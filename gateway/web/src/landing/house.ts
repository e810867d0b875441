import actForDocument from "../../../../schema/operations/act-for.graphql?raw";
import becomeDocument from "../../../../schema/operations/become-persona.graphql?raw";
import logOutDocument from "../../../../schema/operations/log-out.graphql?raw";
import personasDocument from "../../../../schema/operations/personas.graphql?raw";
import visitorDocument from "../../../../schema/operations/visitor.graphql?raw";
import { ask, NotHere, Refused } from "./ask";

export interface Persona {
  readonly id: string;
  readonly label: string;
  readonly story: string;
  readonly note: string | null;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
}

/** Who has the session of this browser. */
export interface Visitor {
  readonly id: string;
  readonly name: string;
  readonly actsFor: Organization | null;
  readonly organizations: readonly Organization[];
}

/** What the page shows; without personas the installation is not one for development. */
export interface House {
  readonly visitor: Visitor | null;
  readonly personas: readonly Persona[] | null;
}

interface ViewerAnswer {
  readonly viewer: {
    readonly id: string;
    readonly person: { readonly name: string } | null;
    readonly organization: Organization | null;
    readonly memberships: {
      readonly edges: readonly { readonly node: { readonly organization: Organization | null } }[];
    };
  } | null;
}

export async function look(language: string): Promise<House> {
  // One after the other: the first answer may take away a cookie that is no good.
  const personas = await everybody(language);
  return { personas, visitor: personas && (await visitor(language)) };
}

async function everybody(language: string): Promise<readonly Persona[] | null> {
  try {
    return (await ask<{ personas: readonly Persona[] }>(personasDocument, {}, language)).personas;
  } catch (failure) {
    if (failure instanceof NotHere) return null;
    throw failure;
  }
}

async function visitor(language: string): Promise<Visitor | null> {
  const { viewer } = await ask<ViewerAnswer>(visitorDocument, {}, language);
  if (!viewer) return null;
  const organizations = viewer.memberships.edges.flatMap(({ node }) => node.organization ?? []);
  return {
    id: viewer.id,
    name: viewer.person?.name ?? viewer.id,
    actsFor: viewer.organization,
    organizations: organizations.sort((a, b) => a.name.localeCompare(b.name, language)),
  };
}

/** What a visitor can wish for. */
export type Wish =
  | { readonly kind: "become"; readonly person: string }
  | { readonly kind: "actFor"; readonly organization: string | null }
  | { readonly kind: "logOut" };

const documents: Record<Wish["kind"], string> = {
  become: becomeDocument,
  actFor: actForDocument,
  logOut: logOutDocument,
};

export async function grant({ kind, ...variables }: Wish, language: string): Promise<void> {
  const { session } = await ask<{ session: { errors: readonly { message: string }[] } }>(
    documents[kind],
    variables,
    language,
  );
  const [first] = session.errors;
  if (first) throw new Refused(first.message);
}

/** The personas story by story, in the order in which they came. */
export function byStory(personas: readonly Persona[]): readonly (readonly [string, readonly Persona[]])[] {
  const stories = new Map<string, Persona[]>();
  for (const persona of personas) {
    const told = stories.get(persona.story);
    if (told) told.push(persona);
    else stories.set(persona.story, [persona]);
  }
  return [...stories];
}
