import { en } from "./ground.en";
import { es } from "./ground.es";
import { pageWords } from "./words";

export const useGroundWords = pageWords("ground", en, es);
