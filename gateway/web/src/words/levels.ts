import { en } from "./levels.en";
import { es } from "./levels.es";
import { pageWords } from "./words";

export const useLevelWords = pageWords("levels", en, es);
