import { graphql, Refusal } from "../api/graphql";

export const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      id
      waiting
      person { id name language zone }
      organization { id name }
      memberships(first: 50) { edges { node { id roles organization { id name } } } }
    }
  }
`);

export const PersonasQuery = graphql(`
  query Personas {
    personas { id label story note }
  }
`);

export const BecomePersona = graphql(
  `
  mutation BecomePersona($person: ID!) {
    becomePersona(person: $person) { viewer { id } position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const LogIn = graphql(
  `
  mutation LogIn($email: String!, $password: String!) {
    logIn(email: $email, password: $password) { viewer { id } position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const SignUp = graphql(
  `
  mutation SignUp($input: SignUpInput!) {
    signUp(input: $input) { viewer { id } position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const LogOut = graphql(
  `
  mutation LogOut {
    logOut { viewer { id } position errors { ...Refusal } }
  }
`,
  [Refusal],
);

export const ActFor = graphql(
  `
  mutation ActFor($organization: ID) {
    actFor(organization: $organization) { viewer { id organization { id } } position errors { ...Refusal } }
  }
`,
  [Refusal],
);
