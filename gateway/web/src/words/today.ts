import { en } from "./today.en";
import { es } from "./today.es";
import { pageWords } from "./words";

export const useTodayWords = pageWords("today", en, es);
