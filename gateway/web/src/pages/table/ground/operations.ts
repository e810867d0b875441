import { Foreseen, graphql, May, Refusal } from "../../../api/graphql";
import { Defined, Said } from "../values/operations";

export const Rules = graphql(`
  fragment Rules on GroundRules {
    version
    rule
    threshold
    strict
    quorum
    weightThreshold
    counted
    behind { seat { id name organization { name } } weight people source }
    offerMinimum
    readMinimum
    decideMinimum
    entryBy
    openVotes
    zone
    languages
    currency
    sheetChange
    sealedRounds
    lateMinimum
    publicity
    offRecord
    withoutPrejudice
    costs
    facilitation
    ladder
    coolingOff
    petitionStandstill
    mediation { methods rounds }
    nature
    ratification { by days turnout }
    lasts { until notice renews }
  }
`);

export const GroundQuery = graphql(
  `
  query Ground($id: ID!) {
    negotiation(id: $id) {
      id
      groundRules { ...Rules differences { rule template } }
      accepted { at seat { id name organization { name } } }
      talks {
        facilitator { name interests since person { id name } }
        phase { number kind title since }
        agenda { id number name }
        speakers { id name organization { name } }
        speaking { id name organization { name } }
        rung
        question
        expert
        answer
        partial { id name }
        retryAt
        decideFrom
      }
      viewerMay { ...May }
    }
  }
`,
  [Rules, May],
);

export const MotionsQuery = graphql(
  `
  query Motions($id: ID!) {
    negotiation(id: $id) {
      id
      motions(last: 20) {
        edges {
          node {
            id
            number
            status
            what
            needs
            until
            reason
            closedAt
            closeReason
            seat { id name organization { name } }
            closedBy { id name organization { name } }
            supporters { id name organization { name } }
            groundRules { ...Rules }
            facilitator { name interests }
            phase { kind title }
            session { title at minutes place }
            agenda { id name }
            speaker { id name organization { name } }
            round { title until }
            rung { rung question expert retryAt terms { id name } }
            term { id name }
            sheet { do name clause }
            constraint { name }
            lift { id name }
            package { id number }
          }
        }
      }
    }
  }
`,
  [Rules],
);

export const PastQuery = graphql(`
  query GroundPast($id: ID!) {
    negotiation(id: $id) {
      id
      guidance(last: 40) {
        edges {
          node { id what subject words reason at by { id name } seats { id name organization { name } } }
        }
      }
      sessions(last: 10) { edges { node { id number title at minutes place reason terms { id name } } } }
      closingWords(last: 60) { edges { node { id text at seat { id name organization { name } } } } }
      briefs(last: 10) {
        edges {
          node {
            id
            at
            from
            seat { id name organization { name } }
            stands { id number }
            open { id name }
            decided { id number }
            motions { id number }
            deciding { id number }
          }
        }
      }
    }
  }
`);

export const ConstraintsQuery = graphql(
  `
  query Constraints($id: ID!) {
    negotiation(id: $id) {
      id
      constraints(first: 20) {
        edges {
          node {
            id
            number
            name
            if { is term { ...Defined } value { ...Said } }
            then { is term { ...Defined } value { ...Said } }
            never { is term { ...Defined } value { ...Said } }
            sum { is terms { ...Defined } value { ...Said } }
          }
        }
      }
    }
  }
`,
  [Defined, Said],
);

export const PeopleQuery = graphql(`
  query FindPeople($search: String!) {
    directory(search: $search, kind: person, first: 8) { edges { node { person { id name } } } }
  }
`);

export const TermsQuery = graphql(`
  query GroundTerms($id: ID!) {
    negotiation(id: $id) { id terms(first: 100) { edges { node { id number name removed } } } }
  }
`);

export const AcceptGroundRules = graphql(
  `
  mutation AcceptGroundRules($input: AcceptGroundRulesInput!, $dryRun: Boolean) {
    acceptGroundRules(input: $input, dryRun: $dryRun) { negotiation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ChangeGroundRules = graphql(
  `
  mutation ChangeGroundRules($input: ChangeGroundRulesInput!, $dryRun: Boolean) {
    changeGroundRules(input: $input, dryRun: $dryRun) { negotiation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const MoveGroundRules = graphql(
  `
  mutation MoveGroundRules($input: MoveGroundRulesInput!, $dryRun: Boolean) {
    moveGroundRules(input: $input, dryRun: $dryRun) { motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const AppointFacilitator = graphql(
  `
  mutation AppointFacilitator($input: AppointFacilitatorInput!, $dryRun: Boolean) {
    appointFacilitator(input: $input, dryRun: $dryRun) { motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const DismissFacilitator = graphql(
  `
  mutation DismissFacilitator($input: DismissFacilitatorInput!, $dryRun: Boolean) {
    dismissFacilitator(input: $input, dryRun: $dryRun) { motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const OpenPhase = graphql(
  `
  mutation OpenPhase($input: OpenPhaseInput!, $dryRun: Boolean) {
    openPhase(input: $input, dryRun: $dryRun) { motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const CallSession = graphql(
  `
  mutation CallSession($input: CallSessionInput!, $dryRun: Boolean) {
    callSession(input: $input, dryRun: $dryRun) { motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const SetAgenda = graphql(
  `
  mutation SetAgenda($input: SetAgendaInput!, $dryRun: Boolean) {
    setAgenda(input: $input, dryRun: $dryRun) { motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const CallSpeaker = graphql(
  `
  mutation CallSpeaker($input: CallSpeakerInput!, $dryRun: Boolean) {
    callSpeaker(input: $input, dryRun: $dryRun) { motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ClimbLadder = graphql(
  `
  mutation ClimbLadder($input: ClimbLadderInput!, $dryRun: Boolean) {
    climbLadder(input: $input, dryRun: $dryRun) { motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const LiftConstraint = graphql(
  `
  mutation LiftConstraint($input: LiftConstraintInput!, $dryRun: Boolean) {
    liftConstraint(input: $input, dryRun: $dryRun) { motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const SupportMotion = graphql(
  `
  mutation SupportMotion($input: SupportMotionInput!, $dryRun: Boolean) {
    supportMotion(input: $input, dryRun: $dryRun) { motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const DeclineMotion = graphql(
  `
  mutation DeclineMotion($input: DeclineMotionInput!, $dryRun: Boolean) {
    declineMotion(input: $input, dryRun: $dryRun) { motion { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const AskToSpeak = graphql(
  `
  mutation AskToSpeak($input: AskToSpeakInput!, $dryRun: Boolean) {
    askToSpeak(input: $input, dryRun: $dryRun) { negotiation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const RecordExpert = graphql(
  `
  mutation RecordExpert($input: RecordExpertInput!, $dryRun: Boolean) {
    recordExpert(input: $input, dryRun: $dryRun) { negotiation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const SayClosingWord = graphql(
  `
  mutation SayClosingWord($input: SayClosingWordInput!, $dryRun: Boolean) {
    sayClosingWord(input: $input, dryRun: $dryRun) { negotiation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);
