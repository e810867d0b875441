import { graphql, May } from "../../api/graphql";

/** What the frame says of a table, on whichever tab one is. */
export const TableQuery = graphql(
  `
  query Table($id: ID!) {
    negotiation(id: $id) {
      id
      title
      level
      status
      fixedAt
      version
      initiative {
        id
        title
        level
        visions { person organization economy }
        seats(first: 100) { edges { node { id name class state seeks organization { id name } } } }
      }
      groundRules { version rule zone currency offerMinimum readMinimum decideMinimum languages }
      accepted { seat { id } }
      ownRoom { id seat { id name } }
      talks {
        facilitator { person { id name } name }
        phase { number kind title }
        round { id number title sealed final status until }
        rung
        decideFrom
        retryAt
      }
      decision { id number status deadline outcome }
      text { id number }
      workingText { id redlines package { id number } }
      heard {
        seats { seat { id } messages packages positions lastSpokeAt silent unanswered }
      }
      viewerMay { ...May }
    }
  }
`,
  [May],
);
