import { Foreseen, graphql, Refusal } from "../../api/graphql";

export const MeQuery = graphql(`
  query Me {
    viewer {
      id
      person { id name }
      memberships(first: 50) { edges { node { id roles organization { id name } } } }
      sessions { id current seenAt userAgent }
    }
  }
`);

export const RenamePerson = graphql(
  `
  mutation RenamePerson($input: RenamePersonInput!, $dryRun: Boolean) {
    renamePerson(input: $input, dryRun: $dryRun) {
      person { id name }
      position
      preview { ...Foreseen }
      errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const RevokeSession = graphql(
  `
  mutation RevokeSession($session: ID!) {
    revokeSession(session: $session) { position errors { ...Refusal } }
  }
`,
  [Refusal],
);
