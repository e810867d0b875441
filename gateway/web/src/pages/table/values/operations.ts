import { graphql } from "../../../api/graphql";

/** A value, whatever its term's kind. */
export const Said = graphql(`
  fragment Said on Value {
    money { minor currency }
    quantity
    percentage
    date
    choice
    yesNo
    text
    duration
    choices
    shares { of share }
  }
`);

/** What one must know of a term to read and write its values. */
export const Defined = graphql(`
  fragment Defined on Term {
    id
    number
    version
    key
    name
    kind
    unit
    currency
    scale
    min
    max
    step
    options { key label }
    clause
    level
    removed
  }
`);

/** The whole sheet; `cursor` is where the terms after one begin. */
export const SheetQuery = graphql(
  `
  query Sheet($id: ID!) {
    negotiation(id: $id) {
      id
      terms(first: 100) { edges { cursor node { ...Defined } } }
    }
  }
`,
  [Defined],
);
