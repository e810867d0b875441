import { en } from "./public.en";
import { es } from "./public.es";
import { pageWords } from "./words";

export const usePublicWords = pageWords("public", en, es);
