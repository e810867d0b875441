import { en } from "./agreement.en";
import { es } from "./agreement.es";
import { pageWords } from "./words";

export const useAgreementWords = pageWords("agreement", en, es);
