import { Foreseen, graphql, May, Refusal } from "../../../api/graphql";

const Member = graphql(`
  fragment Member on RoomMember {
    seat { id name organization { id name } }
    person { id name }
  }
`);

const Said = graphql(`
  fragment Said on Message {
    id
    number
    text
    postedAt
    withdrawn
    seat { id name organization { name } }
    by { id name }
    replyTo { number text by { name } }
    mentions { seat { id name organization { name } } person { id name } }
    earlier { text until }
  }
`);

/** Which rooms there are, and how much was said in them. */
export const RoomsQuery = graphql(
  `
  query Rooms($id: ID!) {
    negotiation(id: $id) {
      id
      messages(last: 1) { edges { node { id number postedAt } } }
      ownRoom { id messages(last: 1) { edges { node { id number postedAt } } } }
      caucuses(last: 40) { edges { node { id title status messages eraseAt openedAt members { ...Member } } } }
      threads(last: 60) {
        edges { node { id messages lastAt about { kind term { id name } package { id number } } } }
      }
    }
  }
`,
  [Member],
);

export const EverybodyQuery = graphql(
  `
  query Everybody($id: ID!, $last: Int!) {
    negotiation(id: $id) {
      id
      messages(last: $last) { edges { node { ...Said } } pageInfo { hasPreviousPage } }
    }
  }
`,
  [Said],
);

export const PackageThreadQuery = graphql(
  `
  query PackageThread($id: ID!, $last: Int!) {
    package(id: $id) {
      id
      number
      messages(last: $last) { edges { node { ...Said } } pageInfo { hasPreviousPage } }
    }
  }
`,
  [Said],
);

export const TermThreadQuery = graphql(
  `
  query TermThread($id: ID!, $last: Int!) {
    node(id: $id) {
      ... on Term {
        id
        name
        messages(last: $last) { edges { node { ...Said } } pageInfo { hasPreviousPage } }
      }
    }
  }
`,
  [Said],
);

export const TeamQuery = graphql(`
  query TeamRoom($id: ID!, $last: Int!) {
    negotiation(id: $id) {
      id
      ownRoom {
        id
        seat { id name organization { id name members(first: 50) { edges { node { id person { id name } } } } } }
        messages(last: $last) {
          edges {
            node {
              id
              number
              text
              postedAt
              withdrawn
              by { id name }
              replyTo { number text by { name } }
              mentions { seat { id name organization { name } } person { id name } }
              earlier { text until }
            }
          }
          pageInfo { hasPreviousPage }
        }
      }
    }
  }
`);

export const CaucusQuery = graphql(
  `
  query Caucus($id: ID!, $last: Int!) {
    caucus(id: $id) {
      id
      title
      status
      eraseAt
      openedAt
      messages
      members { ...Member }
      openedBy { ...Member }
      said(last: $last) {
        edges { node { id number text replyTo withdrawn saidAt from { ...Member } by { id name } } }
        pageInfo { hasPreviousPage }
      }
      offRecord { message number text }
      viewerMay { ...May }
    }
  }
`,
  [Member, May],
);

/** What a thread can be begun about. */
export const SubjectsQuery = graphql(`
  query ThreadSubjects($id: ID!) {
    negotiation(id: $id) {
      id
      terms(first: 100) { edges { node { id name removed } } }
      packages(last: 50) { edges { node { id number status } } }
    }
  }
`);

export const PostMessage = graphql(
  `
  mutation PostMessage($input: PostMessageInput!, $dryRun: Boolean) {
    postMessage(input: $input, dryRun: $dryRun) {
      message { id } teamMessage { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const EditMessage = graphql(
  `
  mutation EditMessage($input: EditMessageInput!, $dryRun: Boolean) {
    editMessage(input: $input, dryRun: $dryRun) {
      message { id } teamMessage { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const WithdrawMessage = graphql(
  `
  mutation WithdrawMessage($input: WithdrawMessageInput!, $dryRun: Boolean) {
    withdrawMessage(input: $input, dryRun: $dryRun) {
      message { id } teamMessage { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const OpenCaucus = graphql(
  `
  mutation OpenCaucus($input: OpenCaucusInput!, $dryRun: Boolean) {
    openCaucus(input: $input, dryRun: $dryRun) { caucus { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const SayInCaucus = graphql(
  `
  mutation SayInCaucus($input: SayInCaucusInput!, $dryRun: Boolean) {
    sayInCaucus(input: $input, dryRun: $dryRun) { caucus { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const UnsayInCaucus = graphql(
  `
  mutation UnsayInCaucus($input: UnsayInCaucusInput!, $dryRun: Boolean) {
    unsayInCaucus(input: $input, dryRun: $dryRun) { caucus { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const LeaveCaucus = graphql(
  `
  mutation LeaveCaucus($input: LeaveCaucusInput!, $dryRun: Boolean) {
    leaveCaucus(input: $input, dryRun: $dryRun) { caucus { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const CloseCaucus = graphql(
  `
  mutation CloseCaucus($input: CloseCaucusInput!, $dryRun: Boolean) {
    closeCaucus(input: $input, dryRun: $dryRun) { caucus { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);
