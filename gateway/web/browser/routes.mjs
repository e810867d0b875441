// The pages that are looked at and photographed, and as whom. `at` is an
// address, or finds one by asking the API as that person; where the stories have
// no such thing it finds none, and the page is passed over.

const crates = "Crates that come back";
const payment = "From order to payment";

export const routes = [
  { name: "stranger", at: "/" },
  { name: "login", at: "/login" },
  { name: "missing", at: "/nowhere/at/all" },
  { name: "invite", at: "/invite/no-such-token" },
  {
    name: "public",
    at: found(
      "{ publicInitiatives(first: 1) { edges { node { id } } } }",
      (d) => `/p/${d.publicInitiatives.edges[0].node.id}`,
    ),
    as: "Karim Haddad",
  },
  { name: "today", as: "Karim Haddad", at: "/" },
  { name: "me", as: "Carmen Ortega", at: "/me" },
  { name: "directory", as: "Carmen Ortega", at: "/directory" },
  { name: "new", as: "Inés Soler", at: "/new" },
  {
    name: "organization",
    as: "Carmen Ortega",
    at: found("{ viewer { organization { id } } }", (d) => `/o/${d.viewer.organization.id}`),
  },
  {
    name: "community",
    as: "Carmen Ortega",
    at: found("{ communities(first: 1) { edges { node { id } } } }", (d) => `/k/${d.communities.edges[0].node.id}`),
  },
  { name: "ballots", as: "Carmen Ortega", at: "/ballots" },
  { name: "initiative", as: "Karim Haddad", at: initiative(crates, "id", (node) => `/i/${node.id}`) },
  { name: "initiative.steward", as: "Inés Soler", at: initiative(crates, "id", (node) => `/i/${node.id}`) },
  {
    name: "conversation",
    as: "Karim Haddad",
    at: initiative(
      payment,
      "conversations(first: 1) { edges { node { id } } }",
      (node) => `/c/${node.conversations.edges[0].node.id}`,
    ),
  },
  ...["", "/text", "/packages", "/packages/new", "/rooms", "/asks", "/seal", "/rounds", "/decisions", "/ground"].map(
    (tab) => ({
      name: `table${tab.replaceAll("/", ".")}`,
      as: "Karim Haddad",
      at: table(payment, "id", ({ id }) => `/n/${id}${tab}`),
    }),
  ),
  {
    name: "package",
    as: "Marc Ferrer",
    at: table(
      crates,
      "id packages(first: 9) { edges { node { id } } }",
      ({ id, packages }) => `/n/${id}/packages/${packages.edges.at(-1).node.id}`,
    ),
  },
  {
    name: "decision",
    as: "Marc Ferrer",
    at: table(
      crates,
      "id decisions(first: 9) { edges { node { id } } }",
      ({ id, decisions }) => `/n/${id}/decisions/${decisions.edges.at(-1).node.id}`,
    ),
  },
  ...["", "/signatures", "/verify", "/duties", "/value", "/history"].map((tab) => ({
    name: `agreement${tab.replaceAll("/", ".")}`,
    as: "Luis Ortega",
    at: table(
      crates,
      "agreements(first: 1) { edges { node { id } } }",
      ({ agreements }) => `/a/${agreements.edges[0].node.id}${tab}`,
    ),
  })),
];

/** Finds an address in an answer. */
function found(query, pick) {
  return async (ask) => {
    const data = await ask(query);
    try {
      return pick(data);
    } catch {
      return undefined; // nothing of the kind in the stories
    }
  };
}

function initiative(title, fields, pick) {
  const named = ({ initiatives }) => initiatives.edges.find(({ node }) => node.title === title).node;
  return found(`{ initiatives(first: 50) { edges { node { title ${fields} } } } }`, (data) => pick(named(data)));
}

/** The first table of an initiative. */
function table(title, fields, pick) {
  return initiative(title, `negotiations(first: 1) { edges { node { ${fields} } } }`, (node) =>
    pick(node.negotiations.edges[0].node),
  );
}
