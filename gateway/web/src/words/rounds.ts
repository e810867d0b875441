import { en } from "./rounds.en";
import { es } from "./rounds.es";
import { pageWords } from "./words";

export const useRoundWords = pageWords("rounds", en, es);
