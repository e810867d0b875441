import { Foreseen, graphql, Refusal } from "../../../api/graphql";

export const DraftJoint = graphql(
  `
  mutation DraftJoint($input: DraftJointInput!, $dryRun: Boolean) {
    draftJoint(input: $input, dryRun: $dryRun) {
      joint { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const ConfirmJoint = graphql(
  `
  mutation ConfirmJoint($input: ConfirmJointInput!, $dryRun: Boolean) {
    confirmJoint(input: $input, dryRun: $dryRun) {
      joint { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const DropJoint = graphql(
  `
  mutation DropJoint($input: DropJointInput!, $dryRun: Boolean) {
    dropJoint(input: $input, dryRun: $dryRun) {
      joint { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);
