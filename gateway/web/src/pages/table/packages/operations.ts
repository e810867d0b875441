import { Foreseen, graphql, Refusal } from "../../../api/graphql";
import { Said } from "../values/operations";

/** A package without what seats think of it. */
export const Lying = graphql(
  `
  fragment Lying on Package {
    id
    number
    status
    as
    floated
    seat { id name organization { id name } }
    with { id name organization { id name } }
    by { id name }
    values { term { id } version value { ...Said } }
    counterTo { id number }
    tabledAt
    expiresAt
    note
    reason
    endedAt
    decision { id number status }
  }
`,
  [Said],
);

/** What a seat thinks, and what it takes the disagreement to be about. */
export const Thought = graphql(`
  fragment Thought on Position {
    id
    seat { id name organization { id name } }
    by { id name }
    term { id }
    stance
    reason
    change
    takenAt
    revised
    whether
    sphere
    vision
    presumed { seat { id name } whether }
    mismatch
    wayOut { way lookBack linked { id title } reason at }
  }
`);

export const PackagesQuery = graphql(
  `
  query Packages($id: ID!) {
    negotiation(id: $id) { id packages(first: 100) { nodes { ...Lying } } }
  }
`,
  [Lying],
);

/** What became of the newest packages, in numbers: stances without their words. */
export const EchoesQuery = graphql(`
  query Echoes($id: ID!) {
    negotiation(id: $id) {
      id
      packages(last: 30) { nodes { id positions(first: 60) { nodes { stance term { id } seat { id } } } } }
    }
  }
`);

export const PackageQuery = graphql(
  `
  query Package($id: ID!) {
    package(id: $id) {
      ...Lying
      positions(first: 100) { nodes { ...Thought } }
      ownWorth { version stale refused least most enough }
    }
  }
`,
  [Lying, Thought],
);

/** Drafts of the own team, and joint packages of its seat. */
export const OwnDraftsQuery = graphql(
  `
  query OwnDrafts($id: ID!) {
    negotiation(id: $id) {
      id
      ownRoom {
        id
        drafts(first: 60) {
          nodes {
            id
            number
            by { id name }
            values { term { id } value { ...Said } }
            note
            package { id number }
            revisedAt
            reviews { by { id name } verdict note at }
          }
        }
      }
      jointPackages(first: 30) {
        nodes {
          id
          seats { id name }
          confirmed { id }
          status
          as
          values { term { id } value { ...Said } }
          package { id number }
          expiresAt
          note
          droppedBy { id name }
          reason
        }
      }
    }
  }
`,
  [Said],
);

export const TablePackage = graphql(
  `
  mutation TablePackage($input: TablePackageInput!, $dryRun: Boolean) {
    tablePackage(input: $input, dryRun: $dryRun) {
      package { id number } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const WithdrawPackage = graphql(
  `
  mutation WithdrawPackage($input: WithdrawPackageInput!, $dryRun: Boolean) {
    withdrawPackage(input: $input, dryRun: $dryRun) {
      package { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const DraftPackage = graphql(
  `
  mutation DraftPackage($input: DraftPackageInput!, $dryRun: Boolean) {
    draftPackage(input: $input, dryRun: $dryRun) {
      draft { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const ReviseDraft = graphql(
  `
  mutation ReviseDraft($input: ReviseDraftInput!, $dryRun: Boolean) {
    reviseDraft(input: $input, dryRun: $dryRun) {
      draft { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const DiscardDraft = graphql(
  `
  mutation DiscardDraft($input: DiscardDraftInput!, $dryRun: Boolean) {
    discardDraft(input: $input, dryRun: $dryRun) {
      draft { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const ReviewDraft = graphql(
  `
  mutation ReviewDraft($input: ReviewDraftInput!, $dryRun: Boolean) {
    reviewDraft(input: $input, dryRun: $dryRun) {
      draft { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const TakePosition = graphql(
  `
  mutation TakePosition($input: TakePositionInput!, $dryRun: Boolean) {
    takePosition(input: $input, dryRun: $dryRun) {
      opinion { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const Presume = graphql(
  `
  mutation Presume($input: PresumeInput!, $dryRun: Boolean) {
    presume(input: $input, dryRun: $dryRun) {
      opinion { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const ChooseWay = graphql(
  `
  mutation ChooseWay($input: ChooseWayInput!, $dryRun: Boolean) {
    chooseWay(input: $input, dryRun: $dryRun) {
      opinion { id } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const TakeText = graphql(
  `
  mutation TakeText($input: TakeTextInput!, $dryRun: Boolean) {
    takeText(input: $input, dryRun: $dryRun) {
      motion { id number } position preview { ...Foreseen } errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

/** Initiatives that are linked to this one: a way out of a disagreement on where to get to. */
export const LinksQuery = graphql(`
  query InitiativeLinks($id: ID!) {
    initiative(id: $id) { id links(first: 30) { edges { node { id other { id title } } } } }
  }
`);
