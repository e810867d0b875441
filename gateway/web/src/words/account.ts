import { en } from "./account.en";
import { es } from "./account.es";
import { pageWords } from "./words";

export const useAccountWords = pageWords("account", en, es);
