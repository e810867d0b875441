import { Foreseen, graphql, May, Refusal, type ResultOf } from "../../api/graphql";

export const OrganizationQuery = graphql(
  `
  query Organization($id: ID!) {
    organization(id: $id) {
      id name purpose kind foundedAt founder { id name }
      control { controller { id name } controls { id name } }
      profile { purposes offers needs expertise meets }
      governance { mandatesBy offersBy }
      participation { ballots told voted of }
      sittings(first: 100) { edges { node { id convenes since initiative { id title } seat { id name } } } }
      viewerMay { ...May }
      viewerMayAmongMembers { ...May }
    }
  }
`,
  [May],
);

export type Organization = NonNullable<ResultOf<typeof OrganizationQuery>["organization"]>;

export const MembersQuery = graphql(`
  query OrganizationMembers($id: ID!, $after: String) {
    organization(id: $id) {
      id
      members(first: 100, after: $after) {
        edges { node { id roles since person { id name } } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export const JoiningQuery = graphql(`
  query OrganizationJoining($id: ID!) {
    organization(id: $id) {
      id
      memberInvitations(last: 50) { edges { node { id name roles state expires invitedAt inviter { id name } } } }
      handovers(last: 50) { edges { node { id state from { id name } to { id name } mandate { id } offeredAt } } }
    }
  }
`);

export const MandatesQuery = graphql(`
  query OrganizationMandates($id: ID!) {
    organization(id: $id) {
      id
      mandates(last: 100) {
        edges {
          node {
            id acts until limited state reason grantedAt endedAt
            delegate { id name } deputy { id name } initiative { id title }
            limits { limits { term min max allowed } }
            ballot { id }
          }
        }
      }
      proposals(last: 50) {
        edges {
          node {
            id kind question deadline state reason
            delegate { id name } ballot { id }
            wanted { limits { term min max allowed } }
          }
        }
      }
    }
  }
`);

type Mandated = NonNullable<ResultOf<typeof MandatesQuery>["organization"]>;
export type Mandate = Mandated["mandates"]["edges"][number]["node"];
export type Proposal = Mandated["proposals"]["edges"][number]["node"];
export type Limit = NonNullable<Mandate["limits"]>["limits"][number];
export type Member = NonNullable<ResultOf<typeof MembersQuery>["organization"]>["members"]["edges"][number]["node"];

export const BallotsQuery = graphql(`
  query OrganizationBallots($id: ID!, $after: String) {
    organization(id: $id) {
      id
      ballots(first: 50, after: $after) {
        edges { node { id question status outcome deadline closedAt subjectKind method electorCount } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export const ReviseProfile = graphql(
  `
  mutation ReviseProfile($input: ReviseProfileInput!, $dryRun: Boolean) {
    reviseProfile(input: $input, dryRun: $dryRun) { organization { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ChangeRoles = graphql(
  `
  mutation ChangeRoles($input: ChangeRolesInput!, $dryRun: Boolean) {
    changeRoles(input: $input, dryRun: $dryRun) { organization { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const RemoveMember = graphql(
  `
  mutation RemoveMember($input: RemoveMemberInput!, $dryRun: Boolean) {
    removeMember(input: $input, dryRun: $dryRun) { organization { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const LeaveOrganization = graphql(
  `
  mutation LeaveOrganization($input: LeaveOrganizationInput!, $dryRun: Boolean) {
    leaveOrganization(input: $input, dryRun: $dryRun) { organization { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const InviteMember = graphql(
  `
  mutation InviteMember($input: InviteMemberInput!, $dryRun: Boolean) {
    inviteMember(input: $input, dryRun: $dryRun) { token invitation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const EndMemberInvitation = graphql(
  `
  mutation EndMemberInvitation($input: EndMemberInvitationInput!, $dryRun: Boolean) {
    endMemberInvitation(input: $input, dryRun: $dryRun) { organization { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const OfferHandover = graphql(
  `
  mutation OfferHandover($input: OfferHandoverInput!, $dryRun: Boolean) {
    offerHandover(input: $input, dryRun: $dryRun) { organization { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const AcceptHandover = graphql(
  `
  mutation AcceptHandover($input: AcceptHandoverInput!, $dryRun: Boolean) {
    acceptHandover(input: $input, dryRun: $dryRun) { organization { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const CloseHandover = graphql(
  `
  mutation CloseHandover($input: CloseHandoverInput!, $dryRun: Boolean) {
    closeHandover(input: $input, dryRun: $dryRun) { organization { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const GrantMandate = graphql(
  `
  mutation GrantMandate($input: GrantMandateInput!, $dryRun: Boolean) {
    grantMandate(input: $input, dryRun: $dryRun) { mandate { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ProposeMandate = graphql(
  `
  mutation ProposeMandate($input: ProposeMandateInput!, $dryRun: Boolean) {
    proposeMandate(input: $input, dryRun: $dryRun) { proposal { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const NameDeputy = graphql(
  `
  mutation NameDeputy($input: NameDeputyInput!, $dryRun: Boolean) {
    nameDeputy(input: $input, dryRun: $dryRun) { mandate { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const RevokeMandate = graphql(
  `
  mutation RevokeMandate($input: RevokeMandateInput!, $dryRun: Boolean) {
    revokeMandate(input: $input, dryRun: $dryRun) { mandate { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ReviseLimits = graphql(
  `
  mutation ReviseLimits($input: ReviseLimitsInput!, $dryRun: Boolean) {
    reviseLimits(input: $input, dryRun: $dryRun) { mandate { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const AskMembers = graphql(
  `
  mutation AskMembers($input: AskMembersInput!, $dryRun: Boolean) {
    askMembers(input: $input, dryRun: $dryRun) { proposal { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const WithdrawProposal = graphql(
  `
  mutation WithdrawProposal($input: WithdrawProposalInput!, $dryRun: Boolean) {
    withdrawProposal(input: $input, dryRun: $dryRun) { proposal { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const GovernMandates = graphql(
  `
  mutation GovernMandates($input: GovernMandatesInput!, $dryRun: Boolean) {
    governMandates(input: $input, dryRun: $dryRun) { organization { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const GovernOffers = graphql(
  `
  mutation GovernOffers($input: GovernOffersInput!, $dryRun: Boolean) {
    governOffers(input: $input, dryRun: $dryRun) { organization { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);
