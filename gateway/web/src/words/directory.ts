import { en } from "./directory.en";
import { es } from "./directory.es";
import { pageWords } from "./words";

export const useDirectoryWords = pageWords("directory", en, es);
