import { en } from "./tabletext.en";
import { es } from "./tabletext.es";
import { pageWords } from "./words";

export const useTextWords = pageWords("tabletext", en, es);
