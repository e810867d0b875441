import { en } from "./login.en";
import { es } from "./login.es";
import { pageWords } from "./words";

export const useLoginWords = pageWords("login", en, es);
