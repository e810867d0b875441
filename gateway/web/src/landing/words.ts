export interface Words {
  readonly title: string;
  readonly what: string;
  readonly how: string;
  readonly explore: string;
  readonly other: string;
}

export type Language = "en" | "es";

export const words: Record<Language, Words> = {
  en: {
    title: "Parley",
    what: "A table where people, organizations and economies negotiate what they owe each other: everyone at the table, everyone talking, everyone listening well enough to act.",
    how: "This installation is running. Its pages are on their way; everything they will do can be done through its GraphQL API already.",
    explore: "Explore the API with GraphiQL",
    other: "Español",
  },
  es: {
    title: "Parley",
    what: "Una mesa donde personas, organizaciones y economías negocian lo que se deben: todos en la mesa, todos hablando, todos escuchando lo bastante bien como para actuar.",
    how: "Esta instalación está en marcha. Sus páginas están en camino; todo lo que harán ya se puede hacer con su API GraphQL.",
    explore: "Explorar la API con GraphiQL",
    other: "English",
  },
};

/** The first of the browser's languages that we have words for. */
export function preferred(languages: readonly string[]): Language {
  for (const tag of languages) {
    const language = tag.slice(0, 2);
    if (language === "en" || language === "es") return language;
  }
  return "en";
}
