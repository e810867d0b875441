import { en } from "./welcome.en";
import { es } from "./welcome.es";
import { pageWords } from "./words";

export const useWelcomeWords = pageWords("welcome", en, es);
