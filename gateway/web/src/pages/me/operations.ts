import { Foreseen, graphql, May, Refusal, type ResultOf } from "../../api/graphql";

export const MeQuery = graphql(
  `
  query Me {
    viewer {
      id
      person {
        id
        name
        signingKeys(first: 50) { edges { node { id public registeredAt revokedAt viewerMay { ...May } } } }
      }
      memberships(first: 50) { edges { node { id roles since organization { id name } } } }
      sessions { id current seenAt userAgent }
      mail { digest hour zone language next sends }
      calendar { exists madeAt }
    }
  }
`,
  [May],
);

export type Me = NonNullable<ResultOf<typeof MeQuery>["viewer"]>;

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

export const SetMail = graphql(
  `
  mutation SetMail($input: MailInput!) {
    setMail(input: $input) { position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const MakeCalendar = graphql(
  `
  mutation MakeCalendar {
    makeCalendar { path position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const RevokeCalendar = graphql(
  `
  mutation RevokeCalendar {
    revokeCalendar { position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const RegisterSigningKey = graphql(
  `
  mutation RegisterSigningKey($input: RegisterSigningKeyInput!, $dryRun: Boolean) {
    registerSigningKey(input: $input, dryRun: $dryRun) {
      key { id }
      position
      preview { ...Foreseen }
      errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);

export const RevokeSigningKey = graphql(
  `
  mutation RevokeSigningKey($input: RevokeSigningKeyInput!, $dryRun: Boolean) {
    revokeSigningKey(input: $input, dryRun: $dryRun) {
      key { id }
      position
      preview { ...Foreseen }
      errors { ...Refusal }
    }
  }
`,
  [Foreseen, Refusal],
);
