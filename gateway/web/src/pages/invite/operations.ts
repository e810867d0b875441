import { Foreseen, graphql, Refusal, type ResultOf } from "../../api/graphql";

const Chair = graphql(`
  fragment Chair on InvitationCardSeat { seat name class state organization advocate }
`);

export const InvitationQuery = graphql(
  `
  query Invitation($token: String!) {
    invitation(token: $token) {
      initiative title purpose level visions { person organization economy } languages
      seat seatName class affects name note inviter inviterFor expires publicPage
      seated { ...Chair }
      missing { ...Chair }
      decides { rule threshold read decide ratification ratify }
      commits
      sees
    }
  }
`,
  [Chair],
);

export type InvitationCard = NonNullable<ResultOf<typeof InvitationQuery>["invitation"]>;
export type ChairCard = ResultOf<typeof Chair>;

export const JoinQuery = graphql(`
  query JoinCard($token: String!) {
    joinCard(token: $token) {
      organization name purpose kind inviter invited note roles members mandatesBy commits expires
    }
  }
`);

export type JoinCard = NonNullable<ResultOf<typeof JoinQuery>["joinCard"]>;

export const TakeSeat = graphql(
  `
  mutation TakeSeat($input: TakeSeatInput!, $dryRun: Boolean) {
    takeSeat(input: $input, dryRun: $dryRun) {
      initiative { id negotiations(last: 1) { edges { node { id } } } }
      position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const LookFirst = graphql(
  `
  mutation LookFirst($input: LookFirstInput!, $dryRun: Boolean) {
    lookFirst(input: $input, dryRun: $dryRun) {
      initiative { id negotiations(last: 1) { edges { node { id } } } }
      position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const RedirectSeat = graphql(
  `
  mutation RedirectSeat($input: RedirectSeatInput!, $dryRun: Boolean) {
    redirectSeat(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const QuestionRules = graphql(
  `
  mutation QuestionRules($input: QuestionGroundRulesInput!, $dryRun: Boolean) {
    questionGroundRules(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const DeclineSeat = graphql(
  `
  mutation DeclineSeat($input: DeclineSeatInput!, $dryRun: Boolean) {
    declineSeat(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const JoinOrganization = graphql(
  `
  mutation JoinOrganization($input: JoinOrganizationInput!, $dryRun: Boolean) {
    joinOrganization(input: $input, dryRun: $dryRun) {
      organization { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);
