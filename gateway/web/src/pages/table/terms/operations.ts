import { Foreseen, graphql, Refusal } from "../../../api/graphql";

/** What a term causes once it is agreed on, and the voices that it answers. */
export const TermQuery = graphql(`
  query TermDetails($id: ID!) {
    node(id: $id) {
      id
      ... on Term {
        needs { id name }
        heldFor { id name }
        duties {
          key
          debtor { seat { id name } class all }
          creditor { seat { id name } class all }
          what
          due { after on }
          every
          until { after on }
          amount { money { minor currency } term }
          evidence
          acceptance
        }
        sharing { every within { portion by formula } unit reserve contest reader { id name } }
        lifts(first: 20) {
          edges { node { id words contested conversation { id } by { id name } liftedAt } }
        }
      }
    }
  }
`);

export const LibraryQuery = graphql(`
  query TermLibrary($id: ID!) {
    negotiation(id: $id) {
      id
      termLibrary {
        key
        kind
        level
        currency
        min
        max
        step
        on { id }
        texts { language name unit clause options { key label } }
      }
    }
  }
`);

export const AddTerm = graphql(
  `
  mutation AddTerm($input: AddTermInput!, $dryRun: Boolean) {
    addTerm(input: $input, dryRun: $dryRun) {
      term { id } motion { id number } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const ChangeTerm = graphql(
  `
  mutation ChangeTerm($input: ChangeTermInput!, $dryRun: Boolean) {
    changeTerm(input: $input, dryRun: $dryRun) {
      term { id } motion { id number } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const RemoveTerm = graphql(
  `
  mutation RemoveTerm($input: RemoveTermInput!, $dryRun: Boolean) {
    removeTerm(input: $input, dryRun: $dryRun) {
      term { id } motion { id number } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);
