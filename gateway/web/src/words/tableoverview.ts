import { en } from "./tableoverview.en";
import { es } from "./tableoverview.es";
import { pageWords } from "./words";

export const useOverviewWords = pageWords("tableoverview", en, es);
