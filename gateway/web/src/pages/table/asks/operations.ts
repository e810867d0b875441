import { Foreseen, graphql, May, Refusal } from "../../../api/graphql";

const Owed = graphql(
  `
  fragment Owed on Ask {
    id
    kind
    status
    text
    purpose
    raisedAt
    due
    overdue
    withdrawn
    from {
      seat { id name organization { id name } }
      conversation { id question }
      statement
      petition
      people
    }
    by { id name }
    to {
      seat { id name organization { id name } }
      organization { id name }
    }
    term { id name }
    answers {
      number
      how
      text
      at
      contest
      seat { id name organization { id name } }
      by { id name }
      term { id name }
      document { name hash }
      readers {
        seat { id name organization { id name } }
        person { id name }
      }
    }
    viewerMay { ...May }
  }
`,
  [May],
);

export const AsksQuery = graphql(
  `
  query Asks($id: ID!, $after: String) {
    negotiation(id: $id) {
      id
      asks(first: 20, after: $after) {
        edges { node { ...Owed } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`,
  [Owed],
);

/** The words of answers that are only for some. */
export const AnnexesQuery = graphql(`
  query Annexes($id: ID!) {
    ask(id: $id) {
      id
      annexes(first: 10) { edges { node { id number how text document { name hash } } } }
    }
  }
`);

/** What the forms here choose from. */
export const ChoicesQuery = graphql(`
  query AskChoices($id: ID!) {
    negotiation(id: $id) {
      id
      terms(first: 100) { edges { node { id name removed } } }
    }
  }
`);

export const PackageChoicesQuery = graphql(`
  query StandingChoices($id: ID!) {
    negotiation(id: $id) {
      id
      packages(last: 50) { edges { node { id number status as } } }
    }
  }
`);

export const OffersQuery = graphql(
  `
  query StandingOffers($id: ID!, $after: String) {
    negotiation(id: $id) {
      id
      standingOffers(first: 10, after: $after) {
        edges {
          node {
            id
            status
            reason
            note
            offeredAt
            changedAt
            package { id number }
            for { id name organization { id name } }
            seats { id name organization { id name } }
            joined { id }
            terms { name text }
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

export const RaiseAsk = graphql(
  `
  mutation RaiseAsk($input: RaiseAskInput!, $dryRun: Boolean) {
    raiseAsk(input: $input, dryRun: $dryRun) { ask { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const AnswerAsk = graphql(
  `
  mutation AnswerAsk($input: AnswerAskInput!, $dryRun: Boolean) {
    answerAsk(input: $input, dryRun: $dryRun) { ask { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ConfirmAnswer = graphql(
  `
  mutation ConfirmAnswer($input: ConfirmAnswerInput!, $dryRun: Boolean) {
    confirmAnswer(input: $input, dryRun: $dryRun) { ask { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const ContestAnswer = graphql(
  `
  mutation ContestAnswer($input: ContestAnswerInput!, $dryRun: Boolean) {
    contestAnswer(input: $input, dryRun: $dryRun) { ask { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const WithdrawAsk = graphql(
  `
  mutation WithdrawAsk($input: WithdrawAskInput!, $dryRun: Boolean) {
    withdrawAsk(input: $input, dryRun: $dryRun) { ask { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const OfferStanding = graphql(
  `
  mutation OfferStanding($input: OfferStandingInput!, $dryRun: Boolean) {
    offerStanding(input: $input, dryRun: $dryRun) { offer { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const JoinStandingOffer = graphql(
  `
  mutation JoinStandingOffer($input: JoinStandingOfferInput!, $dryRun: Boolean) {
    joinStandingOffer(input: $input, dryRun: $dryRun) { offer { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const TakeStandingOffer = graphql(
  `
  mutation TakeStandingOffer($input: TakeStandingOfferInput!, $dryRun: Boolean) {
    takeStandingOffer(input: $input, dryRun: $dryRun) { offer { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);

export const WithdrawStandingOffer = graphql(
  `
  mutation WithdrawStandingOffer($input: WithdrawStandingOfferInput!, $dryRun: Boolean) {
    withdrawStandingOffer(input: $input, dryRun: $dryRun) { offer { id } position preview { ...Foreseen } errors { ...Refusal } }
  }
`,
  [Foreseen, Refusal],
);
