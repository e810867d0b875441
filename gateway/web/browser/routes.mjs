// The pages that are photographed, and as whom: `deploy/parley shots`. `at` is
// an address, or finds one by asking the API as that person.

const first = (query, pick) => async (ask) => {
  const data = await ask(query);
  return data && pick(data);
};

export const routes = [
  { name: "stranger", at: "/" },
  { name: "login", at: "/login" },
  { name: "missing", at: "/nowhere/at/all" },
  { name: "today", as: "Karim Haddad", at: "/" },
  { name: "me", as: "Carmen Ortega", at: "/me" },
  { name: "directory", as: "Carmen Ortega", at: "/directory" },
  { name: "new", as: "Inés Soler", at: "/new" },
  {
    name: "organization",
    as: "Carmen Ortega",
    at: first("{ viewer { organization { id } } }", ({ viewer }) => `/o/${viewer.organization.id}`),
  },
  {
    name: "initiative",
    as: "Karim Haddad",
    at: first(
      "{ initiatives(first: 1) { edges { node { id } } } }",
      ({ initiatives }) => `/i/${initiatives.edges[0].node.id}`,
    ),
  },
];
