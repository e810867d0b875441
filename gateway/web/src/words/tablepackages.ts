import { en } from "./tablepackages.en";
import { es } from "./tablepackages.es";
import { pageWords } from "./words";

export const usePackageWords = pageWords("tablepackages", en, es);
