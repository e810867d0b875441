import { Foreseen, graphql, Refusal, type ResultOf } from "../../../api/graphql";
import { Said } from "../values/operations";

export const RoundsQuery = graphql(
  `
  query Rounds($id: ID!) {
    negotiation(id: $id) {
      id
      groundRules { version sealedRounds mediation { methods rounds } }
      rounds(first: 50) {
        edges {
          node {
            id number title sealed final status until reason openedAt closedAt positions
            seats { id }
            packages { id number as seat { id } }
            ownEnvelope {
              at
              by { id name }
              packages {
                as note expiresAt
                counterTo { id number }
                values { term { id } value { ...Said } }
              }
              positions {
                stance reason change whether
                package { id number }
                term { id name }
              }
            }
          }
        }
      }
      motions(last: 20) {
        edges {
          node {
            id status what reason until seat { id } supporters { id }
            round { title sealed final until }
          }
        }
      }
    }
  }
`,
  [Said],
);

export type Rounds = NonNullable<ResultOf<typeof RoundsQuery>["negotiation"]>;
export type Round = Rounds["rounds"]["edges"][number]["node"];
export type Envelope = NonNullable<Round["ownEnvelope"]>;

export const MediationQuery = graphql(
  `
  query Mediation($id: ID!) {
    negotiation(id: $id) {
      id
      groundRules { version mediation { methods rounds } }
      seals(first: 100) { edges { node { id seat { id } commitment version } } }
      packages(first: 100) { edges { node { id number as status seat { id } values { term { id } } } } }
      mediationRounds(first: 50) {
        edges {
          node {
            id number status methods voteFor askedAt lapsesAt beganAt answerAt answeredAt voteUntil endedAt
            text { id number }
            agreed { id }
            seals { seat { id } version commitment }
            unprotected { id }
            suggestions {
              id number methods carried
              values { term { id } value { ...Said } }
              ownWorth { version stale refused least most enough }
            }
            suggestion { id number }
            package { id number }
            ownBlindVote { id castAt by { id name } choices { suggestion { id } choice } }
          }
        }
      }
    }
  }
`,
  [Said],
);

export type Mediated = NonNullable<ResultOf<typeof MediationQuery>["negotiation"]>;
export type MediationRound = Mediated["mediationRounds"]["edges"][number]["node"];
export type Suggestion = NonNullable<NonNullable<MediationRound["suggestions"]>[number]>;

export const OpenRound = graphql(
  `
  mutation OpenRound($input: OpenRoundInput!, $dryRun: Boolean) {
    openRound(input: $input, dryRun: $dryRun) { round { id } motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const CloseRound = graphql(
  `
  mutation CloseRound($input: CloseRoundInput!, $dryRun: Boolean) {
    closeRound(input: $input, dryRun: $dryRun) { round { id } motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const SealEnvelope = graphql(
  `
  mutation SealEnvelope($input: SealEnvelopeInput!, $dryRun: Boolean) {
    sealEnvelope(input: $input, dryRun: $dryRun) { envelope { id at } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const SupportMotion = graphql(
  `
  mutation SupportRoundMotion($input: SupportMotionInput!, $dryRun: Boolean) {
    supportMotion(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const AskMediation = graphql(
  `
  mutation AskMediation($input: AskMediationInput!, $dryRun: Boolean) {
    askMediation(input: $input, dryRun: $dryRun) { round { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const JoinMediation = graphql(
  `
  mutation JoinMediation($input: JoinMediationInput!, $dryRun: Boolean) {
    joinMediation(input: $input, dryRun: $dryRun) { round { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const CastBlindVote = graphql(
  `
  mutation CastBlindVote($input: CastBlindVoteInput!, $dryRun: Boolean) {
    castBlindVote(input: $input, dryRun: $dryRun) { ownBlindVote { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);
