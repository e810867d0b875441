import { Foreseen, graphql, May, Refusal, type ResultOf } from "../../api/graphql";

export const PublicQuery = graphql(`
  query PublicPage($id: ID!) {
    publicInitiative(id: $id) {
      id shown title purpose level zone languages openedAt
      visions { person organization economy }
      organization { id name }
      classes { name seats taken represented missing }
      seats { seat name class state attempts triedAt organization { id name } }
      turns { shown reason at }
      negotiations(first: 20) {
        edges {
          node {
            id publicity title level status openedAt
            rounds { number openedAt closedAt }
            packages { number as tabledAt }
            decisions { decision number question openedAt deadline outcome closedAt }
            result { fixedAt left terms { name text } }
          }
        }
      }
      agreements(first: 20) {
        edges {
          node {
            id title language level createdAt
            newest { version status fixedAt }
            inForce { version inForceAt hash parties { seat name class } clauses { number name text } }
            kept { raised kept broken waived }
          }
        }
      }
      conversations(first: 20) { edges { node { id question open openedAt audience } } }
    }
  }
`);

export type PublicInitiative = NonNullable<ResultOf<typeof PublicQuery>["publicInitiative"]>;
export type PublicSeat = PublicInitiative["seats"][number];
export type PublicTalks = PublicInitiative["negotiations"]["edges"][number]["node"];
export type PublicAgreement = PublicInitiative["agreements"]["edges"][number]["node"];

/** Only for whoever has a session: may they step forward? */
export const OutsideQuery = graphql(
  `
  query Outside($id: ID!) {
    initiative(id: $id) { id viewerMay { ...May } }
  }
`,
  [May],
);

export const StepForward = graphql(
  `
  mutation StepForward($input: StepForwardInput!, $dryRun: Boolean) {
    stepForward(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);
