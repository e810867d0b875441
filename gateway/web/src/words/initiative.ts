import { en } from "./initiative.en";
import { es } from "./initiative.es";
import { pageWords } from "./words";

export const useInitiativeWords = pageWords("initiative", en, es);
