import { Foreseen, graphql, Refusal, type ResultOf, type VariablesOf } from "../../../api/graphql";

export const SealQuery = graphql(`
  query Seal($id: ID!) {
    negotiation(id: $id) {
      id
      sealAdvice { code message }
      seals(first: 100) {
        edges {
          node {
            id version commitment shownAt
            seat { id }
            own {
              id version thin sealedAt
              by { id name }
              full { reservation terms { term { id } weight curve { at worth } } }
              refused { term { id } values below above }
              opening { key content }
            }
          }
        }
      }
    }
  }
`);

export type Sealed = NonNullable<ResultOf<typeof SealQuery>["negotiation"]>;
export type OwnSeal = NonNullable<Sealed["seals"]["edges"][number]["node"]["own"]>;

export const WorthQuery = graphql(`
  query OwnWorths($id: ID!) {
    negotiation(id: $id) {
      id
      packages(first: 100) {
        edges {
          node {
            id number status seat { id }
            ownWorth { version stale refused least most enough }
          }
        }
      }
    }
  }
`);

export const ReviewQuery = graphql(`
  query SealReview($id: ID!, $full: UtilityInput, $refused: [RefusedInput!]) {
    negotiation(id: $id) {
      id
      sealReview(full: $full, refused: $refused) {
        least
        most
        ranking { term { id } swing worst best }
        remarks { code message term { id } }
      }
    }
  }
`);

export const SealPreferences = graphql(
  `
  mutation SealPreferences($input: SealPreferencesInput!, $dryRun: Boolean) {
    sealPreferences(input: $input, dryRun: $dryRun) {
      ownSeal { id version } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export type SealInput = VariablesOf<typeof SealPreferences>["input"];
