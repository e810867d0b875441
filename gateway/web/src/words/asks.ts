import { en } from "./asks.en";
import { es } from "./asks.es";
import { pageWords } from "./words";

export const useAsksWords = pageWords("asks", en, es);
