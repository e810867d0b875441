export interface Words {
  readonly what: string;
  readonly how: string;
  readonly explore: string;
  readonly other: string;
  readonly loading: string;
  readonly away: string;
  readonly again: string;
  readonly nobodySeeded: string;
  readonly nobody: string;
  readonly you: (name: string, organization: string) => string;
  readonly youAlone: (name: string) => string;
  readonly actFor: string;
  readonly noOrganization: string;
  readonly logOut: string;
  readonly choose: string;
  readonly chooseHow: string;
}

export type Language = "en" | "es";

export const words: Record<Language, Words> = {
  en: {
    what: "A table where people, organizations and economies negotiate what they owe each other: everyone at the table, everyone talking, everyone listening well enough to act.",
    how: "This installation is running. Its pages are on their way; everything they will do can be done through its GraphQL API already.",
    explore: "Explore the API with GraphiQL",
    other: "Español",
    loading: "Looking who is here…",
    away: "The server does not answer. It may be starting or stopped.",
    again: "Try again",
    nobodySeeded:
      "The stories were not told to this installation, so there is nobody here whom you could be. “deploy/parley up” tells them unless it is told not to.",
    nobody: "You are not logged in.",
    you: (name, organization) => `You are ${name}, acting for ${organization}.`,
    youAlone: (name) => `You are ${name}, acting for no organization.`,
    actFor: "Act for",
    noOrganization: "Nobody",
    logOut: "Log out",
    choose: "Be somebody of the stories",
    chooseHow:
      "One click and this browser has their session, here and in GraphiQL. This is there only for development.",
  },
  es: {
    what: "Una mesa donde personas, organizaciones y economías negocian lo que se deben: todos en la mesa, todos hablando, todos escuchando lo bastante bien como para actuar.",
    how: "Esta instalación está en marcha. Sus páginas están en camino; todo lo que harán ya se puede hacer con su API GraphQL.",
    explore: "Explorar la API con GraphiQL",
    other: "English",
    loading: "Mirando quién está…",
    away: "El servidor no contesta. Puede que esté arrancando o parado.",
    again: "Probar otra vez",
    nobodySeeded:
      "A esta instalación no se le contaron las historias, así que aquí no hay nadie que puedas ser. «deploy/parley up» las cuenta si no se le dice lo contrario.",
    nobody: "No has iniciado sesión.",
    you: (name, organization) => `Eres ${name} y actúas por ${organization}.`,
    youAlone: (name) => `Eres ${name} y no actúas por ninguna organización.`,
    actFor: "Actuar por",
    noOrganization: "Nadie",
    logOut: "Cerrar sesión",
    choose: "Sé alguien de las historias",
    chooseHow: "Con un clic, este navegador tiene su sesión, aquí y en GraphiQL. Solo existe para el desarrollo.",
  },
};

const place = "parley.language";

/** The language that was chosen here before, or the one that the browser prefers. */
export function remembered(): Language {
  try {
    const chosen = localStorage.getItem(place);
    if (chosen === "en" || chosen === "es") return chosen;
  } catch {
    // A browser may keep nothing; then there is nothing to remember.
  }
  return preferred(navigator.languages);
}

export function remember(language: Language): void {
  try {
    localStorage.setItem(place, language);
  } catch {
    // It holds until the page is left.
  }
}

/** The first of the browser's languages that we have words for. */
function preferred(languages: readonly string[]): Language {
  for (const tag of languages) {
    const language = tag.slice(0, 2);
    if (language === "en" || language === "es") return language;
  }
  return "en";
}
