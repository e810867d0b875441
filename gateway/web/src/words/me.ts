import { en } from "./me.en";
import { es } from "./me.es";
import { pageWords } from "./words";

export const useMeWords = pageWords("me", en, es);
