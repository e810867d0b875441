import { en } from "./seal.en";
import { es } from "./seal.es";
import { pageWords } from "./words";

export const useSealWords = pageWords("seal", en, es);
