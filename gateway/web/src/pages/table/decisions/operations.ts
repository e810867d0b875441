import { Foreseen, graphql, Refusal, type ResultOf } from "../../../api/graphql";
import { Said } from "../values/operations";

/** What was put to the vote, and what could be. */
export const DecisionsQuery = graphql(`
  query Decisions($id: ID!, $after: String) {
    negotiation(id: $id) {
      id
      groundRules {
        version rule threshold weightThreshold strict quorum counted openVotes readMinimum decideMinimum
        behind { seat { id } weight people source readBy { id } }
      }
      decisions(first: 50, after: $after) {
        edges {
          node {
            id number status outcome question openedAt deadline closedAt call rule
            package { id number }
            packages { id number }
            electors { seat { id } voted }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** What one who calls a decision chooses from. */
export const ChoicesQuery = graphql(`
  query DecisionChoices($id: ID!) {
    negotiation(id: $id) {
      id
      packages(first: 100) { edges { node { id number status as seat { id } note } } }
      asks(first: 100) { edges { node { id status text to { seat { id } organization { name } } } } }
    }
  }
`);

export const DecisionQuery = graphql(
  `
  query Decision($id: ID!) {
    decision(id: $id) {
      id
      number
      status
      question
      seat { id }
      rule
      threshold
      weightThreshold
      strict
      quorum
      counted
      call
      openVotes
      openedAt
      deadline
      movedFrom
      moveReason
      closedAt
      outcome
      negotiation { id agreements(first: 20) { edges { node { id title version } } } }
      package { id number as status values { term { id } value { ...Said } } }
      packages { id number }
      terms { id name }
      electors {
        class weight people source voted
        seat { id }
        ownVote {
          id choice castAt ranking
          objection { term { id name } harm change }
          condition { seats }
          people { yes no abstain source }
          by { id name }
        }
      }
      absent { seat { id } class state }
      steps { kind class seats yes no have of share needed strict met packages { id number } }
      votes(first: 100) {
        edges {
          node {
            id choice ranking seat { id }
            objection { term { id name } harm change }
            condition { seats }
            people { yes no abstain source }
          }
        }
      }
      waitsFor { id text status to { seat { id } organization { name } } }
      asks { kind text due to { seat { id } organization { name } } }
      moreAsks
      measures {
        gini
        turnout { class voted of }
        voices { seat { id } class messages packages positions }
        asks { raised answered confirmed contested }
        empty { id }
        represented { id }
      }
    }
  }
`,
  [Said],
);

export type Decision = NonNullable<ResultOf<typeof DecisionQuery>["decision"]>;
export type Step = Decision["steps"][number];
export type Elector = Decision["electors"][number];
export type Vote = Decision["votes"]["edges"][number]["node"];
export type Rules = NonNullable<ResultOf<typeof DecisionsQuery>["negotiation"]>["groundRules"];

export const OpenDecision = graphql(
  `
  mutation OpenDecision($input: OpenDecisionInput!, $dryRun: Boolean) {
    openDecision(input: $input, dryRun: $dryRun) {
      decision { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const CastVote = graphql(
  `
  mutation CastVote($input: CastVoteInput!, $dryRun: Boolean) {
    castVote(input: $input, dryRun: $dryRun) {
      vote { id choice } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const MoveDeadline = graphql(
  `
  mutation MoveDeadline($input: MoveDeadlineInput!, $dryRun: Boolean) {
    moveDeadline(input: $input, dryRun: $dryRun) {
      decision { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const CloseNow = graphql(
  `
  mutation CloseNow($input: CloseNowInput!, $dryRun: Boolean) {
    closeNow(input: $input, dryRun: $dryRun) {
      decision { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);
