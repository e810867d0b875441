import { en } from "./new.en";
import { es } from "./new.es";
import { pageWords } from "./words";

export const useNewWords = pageWords("new", en, es);
