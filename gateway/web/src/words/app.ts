import { en } from "./app.en";
import { es } from "./app.es";
import { pageWords } from "./words";

/** The words of the shell and of the shared parts. */
export const useAppWords = pageWords("app", en, es);
