import { en } from "./decisions.en";
import { es } from "./decisions.es";
import { pageWords } from "./words";

export const useDecisionWords = pageWords("decisions", en, es);
