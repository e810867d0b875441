import { Foreseen, graphql, May, Refusal, type ResultOf } from "../../api/graphql";

export const BallotQuery = graphql(
  `
  query Ballot($id: ID!) {
    ballot(id: $id) {
      id question explanation subjectKind method threshold weightThreshold strict quorum openness lending
      status outcome call secondCallOpen electorCount voted weightSource
      openedAt deadline movedFrom moveReason closedAt
      organization { id name viewerMayAmongMembers { ...May } }
      community { id name }
      negotiation term
      opener { id name }
      options { id text }
      first { id } second { id }
      steps { kind class yes no have of share needed strict met people { id name } }
      turnout { class voted of }
      count { choice people }
      ranking { place options }
      recount { outcome same }
      viewerVote {
        elector voted lost carries
        lentTo { id name }
        vote { choice ranking { place options } condition { people classes } objection { about harm change } }
      }
      objections(first: 50) {
        edges { node { id heard about harm change reading instead author { id name } reader { id name } } }
      }
      viewerMay { ...May }
    }
  }
`,
  [May],
);

export type Ballot = NonNullable<ResultOf<typeof BallotQuery>["ballot"]>;
export type Hearing = Ballot["objections"]["edges"][number]["node"];

export const ElectorsQuery = graphql(`
  query BallotElectors($id: ID!, $after: String) {
    ballot(id: $id) {
      id
      electors(first: 100, after: $after) {
        edges {
          node {
            id class weight voted choice lent
            person { id name }
            organization { id name }
            condition { people classes }
            objection { about harm change }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export type BallotElector = NonNullable<ResultOf<typeof ElectorsQuery>["ballot"]>["electors"]["edges"][number]["node"];

export const OwnBallotsQuery = graphql(`
  query OwnBallots($id: ID!) {
    organization(id: $id) {
      id
      name
      ballots(last: 50) {
        edges { node { id question status outcome deadline closedAt subjectKind method electorCount } }
      }
    }
  }
`);

export const OpenBallot = graphql(
  `
  mutation OpenBallot($input: OpenBallotInput!, $dryRun: Boolean) {
    openBallot(input: $input, dryRun: $dryRun) { ballot { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const CastBallot = graphql(
  `
  mutation CastBallot($input: CastBallotInput!, $dryRun: Boolean) {
    castBallot(input: $input, dryRun: $dryRun) { ballot { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const MoveBallotDeadline = graphql(
  `
  mutation MoveBallotDeadline($input: MoveBallotDeadlineInput!, $dryRun: Boolean) {
    moveBallotDeadline(input: $input, dryRun: $dryRun) { ballot { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const CloseBallot = graphql(
  `
  mutation CloseBallot($input: CloseBallotInput!, $dryRun: Boolean) {
    closeBallot(input: $input, dryRun: $dryRun) { ballot { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const CallSecondBallot = graphql(
  `
  mutation CallSecondBallot($input: CallSecondBallotInput!, $dryRun: Boolean) {
    callSecondBallot(input: $input, dryRun: $dryRun) { ballot { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ReadObjectionBack = graphql(
  `
  mutation ReadObjectionBack($input: ReadObjectionBackInput!, $dryRun: Boolean) {
    readObjectionBack(input: $input, dryRun: $dryRun) { ballot { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const AnswerReading = graphql(
  `
  mutation AnswerReading($input: AnswerReadingInput!, $dryRun: Boolean) {
    answerReading(input: $input, dryRun: $dryRun) { ballot { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const LendVote = graphql(
  `
  mutation LendVote($input: LendVoteInput!, $dryRun: Boolean) {
    lendVote(input: $input, dryRun: $dryRun) {  position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const TakeVoteBack = graphql(
  `
  mutation TakeVoteBack($input: TakeVoteBackInput!, $dryRun: Boolean) {
    takeVoteBack(input: $input, dryRun: $dryRun) {  position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);
