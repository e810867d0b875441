import { graphql, May, type ResultOf } from "../../api/graphql";

/** A seat as this page names it. */
export const SeatPart = graphql(`
  fragment SeatPart on Seat {
    id
    name
    class
    organization { id name }
  }
`);

export type SeatPart = ResultOf<typeof SeatPart>;

/** What every tab stands on: what it is, where it stands, who is in it. */
export const AgreementQuery = graphql(
  `
  query Agreement($id: ID!) {
    agreement(id: $id) {
      id
      title
      language
      level
      version
      status
      hash
      head
      inForce
      createdAt
      entryBy
      notBefore
      inForceAt
      endedAt
      endReason
      lastsUntil
      lookBackAt
      lookBacks
      initiative { id title }
      negotiation { id }
      decision { id }
      document { id nature format }
      required { ...SeatPart }
      signed { ...SeatPart }
      missing { ...SeatPart }
      declined { ...SeatPart }
      parties { ...SeatPart }
      left { ...SeatPart }
      leaving { seat { ...SeatPart } reason ends }
      asleep { number key needs { ...SeatPart } }
      ratifying { seat { ...SeatPart } by }
      ratificationUntil
      ratification { seat { ...SeatPart } by outcome terms reason }
      reopenedTerms
      viewerMay { ...May }
    }
  }
`,
  [SeatPart, May],
);

export type Agreement = NonNullable<ResultOf<typeof AgreementQuery>["agreement"]>;
