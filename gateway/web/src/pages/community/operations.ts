import { Foreseen, graphql, May, Refusal, type ResultOf } from "../../api/graphql";

export const CommunityQuery = graphql(
  `
  query Community($id: ID!) {
    community(id: $id) {
      id name purpose admission memberCount foundedAt
      founder { id name }
      charter { id version text since }
      charters(last: 20) {
        edges { node { id version text state admission at organization { id name } agreed { id name } } }
      }
      standingTerms(last: 50) {
        edges { node { id title text state offeredAt reason organization { id name } } }
      }
      matters(last: 50) {
        edges { node { id kind reason state at organizations { id name } by { id name } } }
      }
      viewerMay { ...May }
    }
  }
`,
  [May],
);

export type Community = NonNullable<ResultOf<typeof CommunityQuery>["community"]>;

export const CommunityMembersQuery = graphql(`
  query CommunityMembers($id: ID!, $after: String) {
    community(id: $id) {
      id
      members(first: 50, after: $after) {
        edges {
          node {
            id state words reason since
            organization { id name }
            under { id name }
            vouches(first: 20) { edges { node { id words at organization { id name } } } }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export type CommunityMember = NonNullable<
  ResultOf<typeof CommunityMembersQuery>["community"]
>["members"]["edges"][number]["node"];

export const SeekMembership = graphql(
  `
  mutation SeekMembership($input: SeekMembershipInput!, $dryRun: Boolean) {
    seekMembership(input: $input, dryRun: $dryRun) { community { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const EndSeeking = graphql(
  `
  mutation EndSeeking($input: EndSeekingInput!, $dryRun: Boolean) {
    endSeeking(input: $input, dryRun: $dryRun) { community { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const VouchFor = graphql(
  `
  mutation VouchFor($input: VouchForInput!, $dryRun: Boolean) {
    vouchFor(input: $input, dryRun: $dryRun) { community { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const LeaveCommunity = graphql(
  `
  mutation LeaveCommunity($input: LeaveCommunityInput!, $dryRun: Boolean) {
    leaveCommunity(input: $input, dryRun: $dryRun) { community { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const MoveRemoval = graphql(
  `
  mutation MoveRemoval($input: MoveRemovalInput!, $dryRun: Boolean) {
    moveRemoval(input: $input, dryRun: $dryRun) { community { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ProposeCharter = graphql(
  `
  mutation ProposeCharter($input: ProposeCharterInput!, $dryRun: Boolean) {
    proposeCharter(input: $input, dryRun: $dryRun) { community { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const AgreeCharter = graphql(
  `
  mutation AgreeCharter($input: AgreeCharterInput!, $dryRun: Boolean) {
    agreeCharter(input: $input, dryRun: $dryRun) { community { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const DropCharter = graphql(
  `
  mutation DropCharter($input: DropCharterInput!, $dryRun: Boolean) {
    dropCharter(input: $input, dryRun: $dryRun) { community { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const SecondControl = graphql(
  `
  mutation SecondControl($input: SecondControlInput!, $dryRun: Boolean) {
    secondControl(input: $input, dryRun: $dryRun) { community { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const OfferStandingTerms = graphql(
  `
  mutation OfferStandingTerms($input: OfferStandingTermsInput!, $dryRun: Boolean) {
    offerStandingTerms(input: $input, dryRun: $dryRun) { community { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const WithdrawStandingTerms = graphql(
  `
  mutation WithdrawStandingTerms($input: WithdrawStandingTermsInput!, $dryRun: Boolean) {
    withdrawStandingTerms(input: $input, dryRun: $dryRun) { community { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);
