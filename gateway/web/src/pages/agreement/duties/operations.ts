import { Foreseen, graphql, May, Refusal, type ResultOf } from "../../../api/graphql";
import { SeatPart } from "../operations";

export const DutiesQuery = graphql(
  `
  query AgreementDuties($id: ID!, $after: String) {
    agreement(id: $id) {
      id
      obligations(first: 100, after: $after) {
        edges {
          node {
            id
            clauseKey
            number
            what
            on
            dueAt
            state
            amount { minor currency }
            debtor { ...SeatPart }
            creditors { ...SeatPart }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`,
  [SeatPart],
);

export type DutyLine = NonNullable<ResultOf<typeof DutiesQuery>["agreement"]>["obligations"]["edges"][number]["node"];

/** What the reader's seat owes and is owed. */
export const BoardQuery = graphql(`
  query AgreementBoard($id: ID!) {
    agreement(id: $id) { id board { owes isOwed obligation { id } } }
  }
`);

export const ObligationQuery = graphql(
  `
  query Obligation($id: ID!) {
    obligation(id: $id) {
      id
      agreement { id }
      version
      clauseKey
      clause { id number name }
      duty
      number
      what
      on
      dueAt
      evidence
      acceptance
      amount { minor currency }
      state
      debtor { ...SeatPart }
      creditors { ...SeatPart }
      report {
        seat { ...SeatPart }
        person { id name }
        note
        files { hash name }
        late
        acceptBy
        at
      }
      breachedAt
      dispute { seat { ...SeatPart } person { id name } reason at }
      proposals { id seat { ...SeatPart } outcome how on neutral at }
      resolution { id seat { ...SeatPart } outcome how on neutral at }
      waivers { seat { ...SeatPart } reason at }
      silence
      ended
      settledAt
      viewerMay { ...May }
    }
  }
`,
  [SeatPart, May],
);

export type Obligation = NonNullable<ResultOf<typeof ObligationQuery>["obligation"]>;

export const ReportObligation = graphql(
  `
  mutation ReportObligation($input: ReportObligationInput!, $dryRun: Boolean) {
    reportObligation(input: $input, dryRun: $dryRun) {
      obligation { id state } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const AcceptObligation = graphql(
  `
  mutation AcceptObligation($input: AcceptObligationInput!, $dryRun: Boolean) {
    acceptObligation(input: $input, dryRun: $dryRun) {
      obligation { id state } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const DisputeObligation = graphql(
  `
  mutation DisputeObligation($input: DisputeObligationInput!, $dryRun: Boolean) {
    disputeObligation(input: $input, dryRun: $dryRun) {
      obligation { id state } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const WaiveObligation = graphql(
  `
  mutation WaiveObligation($input: WaiveObligationInput!, $dryRun: Boolean) {
    waiveObligation(input: $input, dryRun: $dryRun) {
      obligation { id state } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const ProposeResolution = graphql(
  `
  mutation ProposeResolution($input: ProposeResolutionInput!, $dryRun: Boolean) {
    proposeResolution(input: $input, dryRun: $dryRun) {
      obligation { id state } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const AgreeResolution = graphql(
  `
  mutation AgreeResolution($input: AgreeResolutionInput!, $dryRun: Boolean) {
    agreeResolution(input: $input, dryRun: $dryRun) {
      obligation { id state } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);
