/** The languages in which there are words. */
export const languages = ["en", "es"] as const;
export type Language = (typeof languages)[number];

/** What a language calls itself. */
export const named: Readonly<Record<Language, string>> = { en: "English", es: "Español" };

const place = "parley.language";
let current: Language = remembered();

export function language(): Language {
  return current;
}

/** Takes a language up and remembers it on this device. */
export function speak(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  try {
    localStorage.setItem(place, next);
  } catch {
    // A browser that keeps nothing asks again the next time.
  }
}

function remembered(): Language {
  const wished = [stored(), ...(typeof navigator === "undefined" ? [] : navigator.languages)];
  for (const wish of wished) {
    const found = languages.find((each) => wish?.toLowerCase().startsWith(each));
    if (found) return found;
  }
  return "en";
}

function stored(): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}
