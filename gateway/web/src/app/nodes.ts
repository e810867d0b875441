import { graphql } from "../api/graphql";
import { path } from "./paths";

/** Pages of things that have an address by their id alone, by the id's prefix. */
const own: Readonly<Record<string, (id: string) => string>> = {
  org: path.organization,
  ini: path.initiative,
  cnv: path.conversation,
  neg: (id) => path.table(id),
  agr: (id) => path.agreement(id),
  com: path.community,
  bal: path.ballot,
};

/** Where at a table a thing is. */
const atTable: Readonly<Record<string, (negotiation: string, id: string) => string>> = {
  pkg: path.package,
  jnt: path.package,
  dec: path.decision,
  cau: path.room,
  ask: (negotiation) => path.table(negotiation, "asks"),
  rnd: (negotiation) => path.table(negotiation, "rounds"),
  med: (negotiation) => path.table(negotiation, "rounds"),
  sug: (negotiation) => path.table(negotiation, "rounds"),
  txt: (negotiation) => path.table(negotiation, "text"),
  amd: (negotiation) => path.table(negotiation, "text"),
  mot: (negotiation) => path.table(negotiation, "ground"),
};

/** The page on which a thing is seen, given what it belongs to; null where its id does not tell. */
export function pathOf(id: string, within?: string | null): string | null {
  const prefix = id.slice(0, 3);
  if (own[prefix]) return own[prefix](id);
  if (within?.startsWith("neg_")) return atTable[prefix]?.(within, id) ?? path.table(within);
  return within ? (own[within.slice(0, 3)]?.(within) ?? null) : null;
}

/** What a thing belongs to, for those whose id does not tell. */
export const PlaceQuery = graphql(`
  query Place($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Package { negotiation { id } }
      ... on Decision { negotiation { id } }
      ... on Ask { negotiation { id } initiative { id } }
      ... on Caucus { negotiation { id } }
      ... on Round { negotiation { id } }
      ... on MediationRound { negotiation { id } }
      ... on JointPackage { negotiation { id } }
      ... on Motion { negotiation { id } }
      ... on Term { negotiation { id } }
      ... on TableSession { negotiation { id } }
      ... on StandingOffer { negotiation { id } }
      ... on Statement { conversation { id } }
      ... on Seat { initiative { id } }
      ... on Membership { organization { id } }
      ... on Mandate { organization { id } }
      ... on Charter { community { id } }
      ... on CommunityMember { community { id } }
    }
  }
`);

/** Whatever a thing belongs to, nearest first. */
export function placeOf(node: object): string | null {
  for (const name of ["negotiation", "conversation", "community", "organization", "initiative"]) {
    const found = (node as Record<string, { readonly id?: string } | null | undefined>)[name];
    if (found?.id) return found.id;
  }
  return null;
}
