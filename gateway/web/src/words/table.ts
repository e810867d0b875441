import { en } from "./table.en";
import { es } from "./table.es";
import { pageWords } from "./words";

export const useTableWords = pageWords("table", en, es);
