import { en } from "./community.en";
import { es } from "./community.es";
import { pageWords } from "./words";

export const useCommunityWords = pageWords("community", en, es);
