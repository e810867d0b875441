import { graphql, Refusal } from "../../api/graphql";

export const OpenInitiative = graphql(
  `
  mutation OpenInitiative($input: OpenInitiativeInput!) {
    openInitiative(input: $input) { initiative { id } position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const AddClass = graphql(
  `
  mutation AddClass($input: AddClassInput!) {
    addClass(input: $input) { position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const OpenChair = graphql(
  `
  mutation OpenChair($input: OpenSeatInput!) {
    openSeat(input: $input) { seat { id } position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const OpenTable = graphql(
  `
  mutation OpenTable($input: OpenNegotiationInput!) {
    openNegotiation(input: $input) { negotiation { id } position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const InviteThem = graphql(
  `
  mutation InviteThem($input: InviteSeatInput!) {
    inviteSeat(input: $input) { token position errors { ...Refusal } }
  }
`,
  [Refusal],
);
