import { Foreseen, graphql, Refusal } from "../../../api/graphql";
import { Said } from "../values/operations";

export const TextQuery = graphql(
  `
  query WorkingText($id: ID!) {
    negotiation(id: $id) {
      id
      text { id number values { term { id } value { ...Said } } }
      workingText {
        id
        package { id number as }
        values { term { id } version value { ...Said } }
        redlines
        changedAt
      }
      redlines(first: 100) {
        nodes {
          id
          number
          seat { id name organization { name } }
          supporters { id name organization { name } }
          term { id }
          before { ...Said }
          after { ...Said }
          reason
          at
        }
      }
      motions(last: 60) {
        nodes {
          id
          number
          status
          what
          seat { id name organization { name } }
          supporters { id }
          reason
          until
          term { id name }
          amendment { term { id } before { ...Said } after { ...Said } }
          package { id number }
          sheet { do name key kind unit clause options { key label } }
        }
      }
    }
  }
`,
  [Said],
);

export const AmendText = graphql(
  `
  mutation AmendText($input: AmendTextInput!, $dryRun: Boolean) {
    amendText(input: $input, dryRun: $dryRun) {
      motion { id number } redline { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const SupportMotion = graphql(
  `
  mutation SupportTextMotion($input: SupportMotionInput!, $dryRun: Boolean) {
    supportMotion(input: $input, dryRun: $dryRun) {
      motion { id status } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const DeclineMotion = graphql(
  `
  mutation DeclineTextMotion($input: DeclineMotionInput!, $dryRun: Boolean) {
    declineMotion(input: $input, dryRun: $dryRun) {
      motion { id status } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);
