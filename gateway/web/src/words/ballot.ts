import { en } from "./ballot.en";
import { es } from "./ballot.es";
import { pageWords } from "./words";

export const useBallotWords = pageWords("ballot", en, es);
