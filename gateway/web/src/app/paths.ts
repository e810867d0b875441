/** The one place where addresses are made: no page spells another's. */
export const path = {
  today: () => "/",
  logIn: () => "/login",
  me: () => "/me",
  begin: () => "/new",
  directory: () => "/directory",
  invite: (token: string) => `/invite/${token}`,
  public: (initiative: string) => `/p/${initiative}`,
  initiative: (id: string) => `/i/${id}`,
  conversation: (id: string) => `/c/${id}`,
  organization: (id: string) => `/o/${id}`,
  community: (id: string) => `/k/${id}`,
  ballots: () => "/ballots",
  ballot: (id: string) => `/ballots/${id}`,
  table: (id: string, tab?: TableTab) => `/n/${id}${tab ? `/${tab}` : ""}`,
  package: (negotiation: string, id: string) => `/n/${negotiation}/packages/${id}`,
  room: (negotiation: string, id: string) => `/n/${negotiation}/rooms/${id}`,
  decision: (negotiation: string, id: string) => `/n/${negotiation}/decisions/${id}`,
  agreement: (id: string, tab?: AgreementTab) => `/a/${id}${tab ? `/${tab}` : ""}`,
};

export type TableTab = "text" | "packages" | "rooms" | "asks" | "seal" | "rounds" | "decisions" | "ground";
export type AgreementTab = "signatures" | "verify" | "duties" | "value" | "history";
