import { graphql, Refusal, type ResultOf } from "../../api/graphql";

const Group = graphql(`
  fragment Group on InboxGroup {
    id
    title
    items { id message subjectId until at read by { id name } }
  }
`);

export const TodayQuery = graphql(
  `
  query Today {
    viewer {
      id
      needs: inbox(lane: needs, first: 30) { groups { ...Group } }
      became: inbox(lane: became, first: 20) { groups { ...Group } }
      moved: inbox(lane: moved, first: 30) { groups { ...Group } }
    }
  }
`,
  [Group],
);

export type InboxGroup = ResultOf<typeof Group>;
export type InboxItem = InboxGroup["items"][number];

export const MarkInbox = graphql(
  `
  mutation MarkInbox($input: MarkInboxInput!) {
    markInbox(input: $input) { position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const ReadInbox = graphql(
  `
  mutation ReadInbox($until: DateTime!) {
    readInbox(until: $until) { position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const MuteThread = graphql(
  `
  mutation MuteThread($thread: ID!, $muted: Boolean!) {
    muteThread(thread: $thread, muted: $muted) { position errors { ...Refusal } }
  }
`,
  [Refusal],
);
