import { Foreseen, graphql, May, Refusal, type ResultOf } from "../../../api/graphql";
import { SeatPart } from "../operations";

export const SignaturesQuery = graphql(
  `
  query AgreementSignatures($id: ID!, $after: String) {
    agreement(id: $id) {
      id
      signatures(first: 50, after: $after) {
        edges {
          node {
            id
            version
            hash
            accession
            signedAt
            seat { ...SeatPart }
            organization { id name }
            person { id name }
            key { id }
            public
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`,
  [SeatPart],
);

export type Signature = NonNullable<
  ResultOf<typeof SignaturesQuery>["agreement"]
>["signatures"]["edges"][number]["node"];

/** The reader's keys as the registry knows them. */
export const OwnKeysQuery = graphql(`
  query OwnKeys {
    viewer {
      id
      session { id confirmedUntil }
      person { id signingKeys(first: 50) { edges { node { id public registeredAt revokedAt } } } }
    }
  }
`);

export const StatementQuery = graphql(`
  query SigningStatement($id: ID!, $key: ID!, $at: DateTime!) {
    agreement(id: $id) { id hash version signingStatement(key: $key, at: $at) }
  }
`);

export const ConfirmSession = graphql(
  `
  mutation Confirm($input: ConfirmInput!) {
    confirm(input: $input) { viewer { id } position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const SignAgreement = graphql(
  `
  mutation SignAgreement($input: SignAgreementInput!, $dryRun: Boolean) {
    signAgreement(input: $input, dryRun: $dryRun) {
      agreement { id status }
      position
      preview { ...Foreseen }
      errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const DeclineAgreement = graphql(
  `
  mutation DeclineAgreement($input: DeclineAgreementInput!, $dryRun: Boolean) {
    declineAgreement(input: $input, dryRun: $dryRun) {
      agreement { id status }
      position
      preview { ...Foreseen }
      errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const ExitAgreement = graphql(
  `
  mutation ExitAgreement($input: ExitAgreementInput!, $dryRun: Boolean) {
    exitAgreement(input: $input, dryRun: $dryRun) {
      agreement { id status }
      position
      preview { ...Foreseen }
      errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

/** What the organization that the reader acts for is asked to ratify. */
export const OwnRatificationsQuery = graphql(
  `
  query OwnRatifications($organization: ID!) {
    organization(id: $organization) {
      id
      name
      ratifications(last: 20) {
        edges {
          node {
            id
            agreement { id }
            version
            by
            voteBy
            until
            said
            terms
            reason
            person { id name }
            ballot { id }
            viewerMay { ...May }
          }
        }
      }
    }
  }
`,
  [May],
);

export type OwnRatification = NonNullable<
  ResultOf<typeof OwnRatificationsQuery>["organization"]
>["ratifications"]["edges"][number]["node"];

export const RatifyAgreement = graphql(
  `
  mutation RatifyAgreement($input: RatifyAgreementInput!, $dryRun: Boolean) {
    ratifyAgreement(input: $input, dryRun: $dryRun) {
      ratification { id said }
      position
      preview { ...Foreseen }
      errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const RefuseRatification = graphql(
  `
  mutation RefuseRatification($input: RefuseRatificationInput!, $dryRun: Boolean) {
    refuseRatification(input: $input, dryRun: $dryRun) {
      ratification { id said }
      position
      preview { ...Foreseen }
      errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);
