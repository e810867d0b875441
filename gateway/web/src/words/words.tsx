import i18next from "i18next";
import { Fragment, type ReactNode } from "react";
import { initReactI18next, useTranslation } from "react-i18next";
import { type Language, language, speak } from "../app/language";

/** A page's sentences: names to sentences, in as many levels as it likes. */
export type Tree = { readonly [name: string]: string | Tree };

type Plural = "zero" | "one" | "two" | "few" | "many" | "other";

/** Names of sentences: `save`, `errors.short`; plural forms under their one name. */
type Key<T> = {
  [K in keyof T & (string | number)]: T[K] extends string
    ? `${K}` extends `${infer Name}_${Plural}`
      ? Name
      : `${K}`
    : `${K}.${Key<T[K]>}`;
}[keyof T & (string | number)];

type Values = Readonly<Record<string, string | number>>;

/** Says a sentence; `rich` says one that has elements in the places of its `{{names}}`. */
export interface Say<T> {
  (key: Key<T>, values?: Values): string;
  readonly rich: (key: Key<T>, values: Readonly<Record<string, ReactNode>>) => ReactNode;
  /** True if there is such a sentence: for words of the server that may be newer than ours. */
  readonly has: (key: string) => key is Key<T>;
}

void i18next.use(initReactI18next).init({
  lng: language(),
  fallbackLng: "en",
  resources: {},
  interpolation: { escapeValue: false }, // React escapes
  initAsync: false,
  react: { useSuspense: false },
});

/** The sentences of one page as a hook. `es` has the type of `en`, so that none can be missing. */
export function pageWords<T extends Tree>(page: string, en: T, es: NoInfer<T>): () => Say<T> {
  i18next.addResourceBundle("en", page, en);
  i18next.addResourceBundle("es", page, es);
  return () => {
    const { t } = useTranslation(page);
    const plain = (key: string, values: Values = {}) => String(t(key, values as Record<string, string>));
    return Object.assign(plain, {
      rich: (key: string, values: Readonly<Record<string, ReactNode>>) => woven(plain, key, values),
      has: (key: string): key is Key<T> => i18next.exists(key, { ns: page }),
    }) as Say<T>;
  };
}

export async function changeLanguage(next: Language): Promise<void> {
  speak(next);
  await i18next.changeLanguage(next);
}

const mark = "\u0001";

/** A sentence with elements in it: numbers still choose its plural form. */
function woven(
  say: (key: string, values: Values) => string,
  key: string,
  values: Readonly<Record<string, ReactNode>>,
): ReactNode {
  const told: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(values)) {
    told[name] = typeof value === "number" ? value : `${mark}${name}${mark}`;
  }
  const parts = say(key, told).split(mark); // names stand at the odd places
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of a sentence have no other name
  return parts.map((part, place) => <Fragment key={place}>{place % 2 === 1 ? values[part] : part}</Fragment>);
}
