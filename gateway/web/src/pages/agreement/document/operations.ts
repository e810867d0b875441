import { graphql, type ResultOf } from "../../../api/graphql";
import { SeatPart } from "../operations";

/** Every version, to choose one. */
export const VersionsQuery = graphql(`
  query AgreementVersions($id: ID!) {
    agreement(id: $id) {
      id
      document { id }
      documents(first: 50) { edges { node { id version hash createdAt } } }
    }
  }
`);

export type Version = NonNullable<ResultOf<typeof VersionsQuery>["agreement"]>["documents"]["edges"][number]["node"];

const DutyPart = graphql(
  `
  fragment DutyPart on ClauseDuty {
    key
    what
  }
`,
);

export const ClausePart = graphql(
  `
  fragment ClausePart on Clause {
    id
    number
    key
    name
    level
    text
    says
    needs { ...SeatPart }
    heldFor { ...SeatPart }
    duties { ...DutyPart }
    term {
      id
      lifts(first: 5) { edges { node { id words contested conversation { id question } } } }
    }
  }
`,
  [SeatPart, DutyPart],
);

export type Clause = ResultOf<typeof ClausePart>;

/** One version as it is read and signed. */
export const DocumentQuery = graphql(
  `
  query AgreementText($id: ID!) {
    node(id: $id) {
      __typename
      ... on AgreementDocument {
        id
        version
        language
        languages
        format
        nature
        hash
        canonical
        size
        createdAt
        preamble { paragraphs }
        entry { seats { ...SeatPart } by notBefore }
        parent { version hash agreement { id } }
        carries { clause duty fate reason }
        ratification { by seats { ...SeatPart } until turnout }
        lasts { until notice renews }
        left
        aside
        moreAsks
        clauses(first: 100) { edges { node { ...ClausePart } } }
      }
    }
  }
`,
  [SeatPart, ClausePart],
);

export type Text = Extract<NonNullable<ResultOf<typeof DocumentQuery>["node"]>, { __typename: "AgreementDocument" }>;

export const ChangesQuery = graphql(`
  query AgreementChanges($id: ID!, $from: Int!) {
    node(id: $id) {
      __typename
      ... on AgreementDocument {
        id
        version
        changes(from: $from) { number key name change segments { change text } }
      }
    }
  }
`);
