import { Foreseen, graphql, May, Refusal, type ResultOf } from "../../api/graphql";

export const DirectoryQuery = graphql(`
  query Directory($search: String!, $kind: DirectoryKind, $after: String) {
    directory(search: $search, kind: $kind, first: 20, after: $after) {
      edges {
        node {
          kind
          organization { id name purpose }
          person { id name }
          matches { field line spans { from to } }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export type Hit = NonNullable<ResultOf<typeof DirectoryQuery>["directory"]>["edges"][number]["node"];

export const OrganizationsQuery = graphql(`
  query Organizations($after: String) {
    organizations(first: 40, after: $after) {
      edges { node { id name purpose kind } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const AlliesQuery = graphql(`
  query Allies($id: ID!) {
    organization(id: $id) {
      id
      name
      allies(first: 12) {
        organization { id name }
        reasons { tie ours theirs initiative { id title } community { id name } }
      }
    }
  }
`);

export type Ally = NonNullable<ResultOf<typeof AlliesQuery>["organization"]>["allies"][number];

export const IntroductionsQuery = graphql(
  `
  query Introductions {
    viewer {
      id
      introductions(last: 20) { edges { node { ...Introduced } } }
      introductionProposals(last: 20) {
        edges { node { id why state proposedAt sides { organization { id name } person { id name } } } }
      }
      organization {
        id
        introductions(last: 20) { edges { node { ...Introduced } } }
      }
    }
  }
`,
  [
    graphql(
      `
      fragment Introduced on Introduction {
        id why state agent contact theirContact expires
        organization { id name } person { id name }
        withOrganization { id name } withPerson { id name }
        by { id name }
        viewerMay { ...May }
      }
    `,
      [May],
    ),
  ],
);

type Viewer = NonNullable<ResultOf<typeof IntroductionsQuery>["viewer"]>;
export type Introduced = Viewer["introductions"]["edges"][number]["node"];
export type Proposed = Viewer["introductionProposals"]["edges"][number]["node"];

export const CommunitiesQuery = graphql(`
  query Communities($after: String) {
    communities(first: 40, after: $after) {
      edges { node { id name purpose memberCount } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const AgentsQuery = graphql(`
  query ChangeAgents($after: String) {
    changeAgents(first: 20, after: $after) {
      edges { node { agent person { id name } namings { why by { id name } organization { id name } } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const ProposeIntroduction = graphql(
  `
  mutation ProposeIntroduction($input: ProposeIntroductionInput!, $dryRun: Boolean) {
    proposeIntroduction(input: $input, dryRun: $dryRun) { proposal { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const AcceptIntroduction = graphql(
  `
  mutation AcceptIntroduction($input: AcceptIntroductionInput!, $dryRun: Boolean) {
    acceptIntroduction(input: $input, dryRun: $dryRun) { introduction { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const DeclineIntroduction = graphql(
  `
  mutation DeclineIntroduction($input: DeclineIntroductionInput!, $dryRun: Boolean) {
    declineIntroduction(input: $input, dryRun: $dryRun) { introduction { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const FoundCommunity = graphql(
  `
  mutation FoundCommunity($input: FoundCommunityInput!, $dryRun: Boolean) {
    foundCommunity(input: $input, dryRun: $dryRun) { community { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);
