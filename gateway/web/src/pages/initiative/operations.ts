import { Foreseen, graphql, May, Refusal, type ResultOf } from "../../api/graphql";

export const InitiativeQuery = graphql(
  `
  query Initiative($id: ID!) {
    initiative(id: $id) {
      id title purpose level zone languages openedAt
      visions { person organization economy }
      convener { person { id name } organization { id name } }
      classes { name }
      seats(first: 60) {
        edges {
          node {
            id name class affects state seeks reason since interests
            organization { id name }
            advocate { id name }
            attempts { channel at }
          }
        }
      }
      alignment { mismatch }
      perceptions(first: 60) {
        edges { node { id gap seeks seat { id name organization { id name } } presumed { level gap organization { id name } } } }
      }
      publicPage { id shown }
      negotiations(last: 20) { edges { node { id title status level openedAt } } }
      conversations(last: 20) { edges { node { id question open openedAt } } }
      links(first: 20) { edges { node { id as confirmed other { id title level } } } }
      observers(last: 20) { edges { node { id until endedAt person { id name } seat { name } } } }
      steppedForward(last: 20) {
        edges { node { id words at person { id name } organization { id name } seat { name } } }
      }
      invitations(last: 60) { edges { node { id name state expires instead reason seat { id } conditions { reason at } } } }
      visionVersions(last: 20) { edges { node { id reason at by { id name } } } }
      viewerMay { ...May }
    }
  }
`,
  [May],
);

export type Initiative = NonNullable<ResultOf<typeof InitiativeQuery>["initiative"]>;
export type InitiativeSeat = Initiative["seats"]["edges"][number]["node"];

/** What one's own seat has noted of others: of no other seat is anything there. */
export const OwnPresumptions = graphql(`
  query OwnPresumptions($seat: ID!) {
    node(id: $seat) {
      __typename
      ... on Seat { id presumptions(first: 60) { edges { node { id level about { id } } } } }
    }
  }
`);

export const OpenNegotiation = graphql(
  `
  mutation OpenNegotiation($input: OpenNegotiationInput!, $dryRun: Boolean) {
    openNegotiation(input: $input, dryRun: $dryRun) {
      negotiation { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const OpenConversation = graphql(
  `
  mutation OpenConversation($input: OpenConversationInput!, $dryRun: Boolean) {
    openConversation(input: $input, dryRun: $dryRun) {
      conversation { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const StateLevel = graphql(
  `
  mutation StateLevel($input: StateLevelInput!, $dryRun: Boolean) {
    stateLevel(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const PresumeLevel = graphql(
  `
  mutation PresumeLevel($input: PresumeLevelInput!, $dryRun: Boolean) {
    presumeLevel(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const PublishPresumptions = graphql(
  `
  mutation PublishPresumptions($input: PublishPresumptionsInput!, $dryRun: Boolean) {
    publishPresumptions(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const OpenSeat = graphql(
  `
  mutation OpenSeat($input: OpenSeatInput!, $dryRun: Boolean) {
    openSeat(input: $input, dryRun: $dryRun) { seat { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const InviteSeat = graphql(
  `
  mutation InviteSeat($input: InviteSeatInput!, $dryRun: Boolean) {
    inviteSeat(input: $input, dryRun: $dryRun) { token position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const RecordAttempt = graphql(
  `
  mutation RecordAttempt($input: RecordAttemptInput!, $dryRun: Boolean) {
    recordAttempt(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const SetPublicPage = graphql(
  `
  mutation SetPublicPage($input: SetPublicPageInput!, $dryRun: Boolean) {
    setPublicPage(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ConfirmLink = graphql(
  `
  mutation ConfirmLink($input: ConfirmLinkInput!, $dryRun: Boolean) {
    confirmLink(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const EndObservation = graphql(
  `
  mutation EndObservation($input: EndObservationInput!, $dryRun: Boolean) {
    endObservation(input: $input, dryRun: $dryRun) { position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);
