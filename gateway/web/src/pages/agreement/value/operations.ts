import { Foreseen, graphql, May, Refusal, type ResultOf } from "../../../api/graphql";
import { SeatPart } from "../operations";

export const PeriodsQuery = graphql(
  `
  query AgreementPeriods($id: ID!) {
    agreement(id: $id) {
      id
      document {
        id
        clauses(first: 100) { edges { node { id key number name kind sharing { every reserve unit } } } }
      }
      periods(first: 100) {
        edges { node { id number from to currency clause state contestBy holder { ...SeatPart } } }
      }
    }
  }
`,
  [SeatPart],
);

export const PeriodQuery = graphql(
  `
  query Period($id: ID!) {
    period(id: $id) {
      id
      agreement { id }
      clause
      number
      from
      to
      currency
      unit
      reserve
      state
      contestBy
      distributedAt
      holder { ...SeatPart }
      reader { ...SeatPart }
      portions { key share by formula seats { ...SeatPart } }
      sums { pot { minor currency } held { minor currency } free { minor currency } shared { minor currency } }
      viewerMay { ...May }
      lines(first: 100) {
        edges {
          node {
            id
            kind
            text
            amount { minor currency }
            source
            by
            reason
            state
            replaces { id }
            readings { verdict reason at seat { ...SeatPart } }
            proposals { how at amount { minor currency } seat { ...SeatPart } }
            settled { how amount { minor currency } }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
      distributions(first: 20) {
        edges {
          node {
            id
            round
            at
            pot { minor currency }
            held { minor currency }
            deficit { minor currency }
            portions { portion amount { minor currency } }
            fairness {
              keys
              received
              contributed
              equal
              proportional
              shapley
              shapleyError
              gini
              fromEqual
              fromProportional
              fromShapley
            }
          }
        }
      }
    }
  }
`,
  [SeatPart, May],
);

export type Period = NonNullable<ResultOf<typeof PeriodQuery>["period"]>;
export type ValueLine = Period["lines"]["edges"][number]["node"];
export type Distribution = Period["distributions"]["edges"][number]["node"];
export type Fairness = NonNullable<Distribution["fairness"]>;

/** Of the seat that holds the money: whom it has to pay. */
export const PayablesQuery = graphql(`
  query Payables($id: ID!, $after: String) {
    period(id: $id) {
      id
      payables(first: 50, after: $after) {
        edges {
          node { id payout portion payee name kind contributed unit amount { minor currency } state paidOn reason }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

export type Payable = NonNullable<ResultOf<typeof PayablesQuery>["period"]>["payables"]["edges"][number]["node"];

/** What the reader is paid as a person. */
export const PayoutsQuery = graphql(`
  query OwnPayouts {
    viewer {
      id
      payouts(last: 100) {
        edges {
          node {
            id
            payout
            portion
            period { id }
            contributed
            unit
            amount { minor currency }
            state
            paidOn
            note
            reason
          }
        }
      }
    }
  }
`);

export const OpenPeriod = graphql(
  `
  mutation OpenPeriod($input: OpenPeriodInput!, $dryRun: Boolean) {
    openPeriod(input: $input, dryRun: $dryRun) {
      period { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const StateLines = graphql(
  `
  mutation StateLines($input: StateLinesInput!, $dryRun: Boolean) {
    stateLines(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const PublishStatement = graphql(
  `
  mutation PublishStatement($input: PublishStatementInput!, $dryRun: Boolean) {
    publishStatement(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ReadLines = graphql(
  `
  mutation ReadLines($input: ReadLinesInput!, $dryRun: Boolean) {
    readLines(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const SettleLine = graphql(
  `
  mutation SettleLine($input: SettleLineInput!, $dryRun: Boolean) {
    settleLine(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const DistributePeriod = graphql(
  `
  mutation DistributePeriod($input: DistributePeriodInput!, $dryRun: Boolean) {
    distributePeriod(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const RecordContributions = graphql(
  `
  mutation RecordContributions($input: RecordContributionsInput!, $dryRun: Boolean) {
    recordContributions(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const MarkPaid = graphql(
  `
  mutation MarkPaid($input: MarkPaidInput!, $dryRun: Boolean) {
    markPaid(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const AnswerPayment = graphql(
  `
  mutation AnswerPayment($input: AnswerPaymentInput!, $dryRun: Boolean) {
    answerPayment(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);
