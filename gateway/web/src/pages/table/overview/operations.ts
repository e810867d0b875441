import { graphql } from "../../../api/graphql";
import { Thought } from "../packages/operations";
import { Said } from "../values/operations";

/** Ten rows of the map of terms and seats: more at once would cost more than a query may. */
export const rowsAtOnce = 10;

export const StandsQuery = graphql(
  `
  query Stands($id: ID!, $after: String) {
    negotiation(id: $id) {
      id
      terms(first: 10, after: $after) {
        nodes {
          id
          stands(first: 60) {
            nodes { seat { id } stance on { id number } package { id } as value { ...Said } }
          }
        }
      }
    }
  }
`,
  [Said],
);

/** What was said about a term by whom, beyond packages. */
export const TermThoughtsQuery = graphql(
  `
  query TermThoughts($term: ID!) {
    node(id: $term) { id ... on Term { positions(first: 60) { nodes { ...Thought } } } }
  }
`,
  [Thought],
);

/** What was said about a package. */
export const PackageThoughtsQuery = graphql(
  `
  query PackageThoughts($id: ID!) {
    package(id: $id) { id number as positions(first: 100) { nodes { ...Thought } } }
  }
`,
  [Thought],
);

/** What waits for the viewer, and what moved. */
export const NewsQuery = graphql(`
  query TableNews {
    viewer {
      id
      inbox(first: 100) {
        nodes { id lane kind message thread subjectId subject { __typename id } act until at read }
      }
    }
  }
`);
