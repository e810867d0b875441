import { en } from "./tableterms.en";
import { es } from "./tableterms.es";
import { pageWords } from "./words";

export const useTermWords = pageWords("tableterms", en, es);
