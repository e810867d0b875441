import { Foreseen, graphql, May, Refusal } from "../../api/graphql";

const InHand = graphql(
  `
  fragment InHand on StatementInHand {
    text
    state
    reason
    appealed
    alias
    statement {
      id
      viewerMay { ...May }
      lifts(first: 5) { edges { node { id words contested negotiation { id title } term { id name } by { id name } } } }
    }
  }
`,
  [May],
);

export const ConversationQuery = graphql(
  `
  query Conversation($id: ID!) {
    conversation(id: $id) {
      id
      question
      audience
      pseudonyms
      moderation
      longest
      deadline
      open
      openedAt
      closedAt
      languages
      initiative { id title }
      organization { id name }
      community { id name }
      opener { id name }
      openerFor { id name }
      viewerVoice { id alias taken { stance statement { id } } }
      viewerStatements { ...InHand }
      waitingStatements { ...InHand }
      measures { hearers voices statements classes { class statements } }
      viewerMay { ...May }
    }
  }
`,
  [May, InHand],
);

const Weighed = graphql(`
  fragment Weighed on OpinionStatement {
    side
    statement { id text }
    counts { agree disagree pass }
    byGroup { agree disagree pass }
  }
`);

export const OpinionsQuery = graphql(
  `
  query Opinions($id: ID!) {
    conversation(id: $id) {
      id
      analysis {
        id
        people
        statements
        groups { number size x y representative { ...Weighed } }
        consensus { ...Weighed }
        bridging { ...Weighed }
        majority { ...Weighed }
        viewer { x y group }
        next { id text author { id name } authorFor { id name } alias seed }
      }
    }
  }
`,
  [Weighed],
);

export const StatementsQuery = graphql(
  `
  query Statements($id: ID!, $after: String) {
    conversation(id: $id) {
      id
      statements(first: 30, after: $after) {
        edges {
          node {
            id
            text
            state
            seed
            alias
            author { id name }
            authorFor { id name }
            tally { agree disagree pass }
            viewerMay { ...May }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`,
  [May],
);

export const SimilarQuery = graphql(`
  query Similar($id: ID!, $text: String!) {
    conversation(id: $id) {
      id
      similarStatements(text: $text) { likeness statement { id text } }
    }
  }
`);

/** What the conversation is owed, and what was answered, as far as the reader sees the table. */
export const RaisedQuery = graphql(`
  query Raised($id: ID!) {
    conversation(id: $id) {
      id
      raised(first: 10) { edges { node { id reason groups people raisedAt statement { id text } } } }
      initiative {
        id
        asks(last: 50) {
          edges {
            node {
              id
              status
              due
              overdue
              from { statement }
              answers { number how text at term { id name } seat { id name organization { id name } } }
            }
          }
        }
      }
    }
  }
`);

export const LogQuery = graphql(`
  query ModerationLog($id: ID!) {
    conversation(id: $id) {
      id
      moderationLog(last: 30) { edges { node { id act reason at by { id name } statement { id text } } } }
    }
  }
`);

export const ReportsQuery = graphql(
  `
  query Reports($id: ID!) {
    conversation(id: $id) {
      id
      reports(last: 30) {
        edges { node { id appeal reason on statement { id text state appealed viewerMay { ...May } } } }
      }
    }
  }
`,
  [May],
);

export const PetitionsQuery = graphql(
  `
  query Petitions($id: ID!) {
    initiative(id: $id) {
      id
      petitions(last: 5) {
        edges {
          node {
            id
            title
            text
            to
            needed
            signatures
            byName
            open
            deadline
            reachedAt
            viewerSigned
            viewerMay { ...May }
          }
        }
      }
    }
  }
`,
  [May],
);

export const TakeStance = graphql(
  `
  mutation TakeStance($input: TakeStanceInput!, $dryRun: Boolean) {
    takeStance(input: $input, dryRun: $dryRun) { statement { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const MakeStatement = graphql(
  `
  mutation MakeStatement($input: MakeStatementInput!, $dryRun: Boolean) {
    makeStatement(input: $input, dryRun: $dryRun) { statement { id state } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const CloseConversation = graphql(
  `
  mutation CloseConversation($input: CloseConversationInput!, $dryRun: Boolean) {
    closeConversation(input: $input, dryRun: $dryRun) { conversation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const RaiseAsks = graphql(
  `
  mutation RaiseAsks($input: RaiseAsksInput!, $dryRun: Boolean) {
    raiseAsks(input: $input, dryRun: $dryRun) { conversation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const WithdrawStatement = graphql(
  `
  mutation WithdrawStatement($input: WithdrawStatementInput!, $dryRun: Boolean) {
    withdrawStatement(input: $input, dryRun: $dryRun) { conversation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ReportStatement = graphql(
  `
  mutation ReportStatement($input: ReportStatementInput!, $dryRun: Boolean) {
    reportStatement(input: $input, dryRun: $dryRun) { conversation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ShowStatement = graphql(
  `
  mutation ShowStatement($input: ShowStatementInput!, $dryRun: Boolean) {
    showStatement(input: $input, dryRun: $dryRun) { conversation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const HideStatement = graphql(
  `
  mutation HideStatement($input: HideStatementInput!, $dryRun: Boolean) {
    hideStatement(input: $input, dryRun: $dryRun) { conversation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const AppealModeration = graphql(
  `
  mutation AppealModeration($input: AppealModerationInput!, $dryRun: Boolean) {
    appealModeration(input: $input, dryRun: $dryRun) { conversation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const DecideAppeal = graphql(
  `
  mutation DecideAppeal($input: DecideAppealInput!, $dryRun: Boolean) {
    decideAppeal(input: $input, dryRun: $dryRun) { conversation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ContestLift = graphql(
  `
  mutation ContestLift($input: ContestLiftInput!, $dryRun: Boolean) {
    contestLift(input: $input, dryRun: $dryRun) { conversation { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const SignPetition = graphql(
  `
  mutation SignPetition($input: SignPetitionInput!, $dryRun: Boolean) {
    signPetition(input: $input, dryRun: $dryRun) { petition { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const WithdrawSignature = graphql(
  `
  mutation WithdrawSignature($input: WithdrawSignatureInput!, $dryRun: Boolean) {
    withdrawSignature(input: $input, dryRun: $dryRun) { petition { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);
