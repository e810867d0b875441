import { en } from "./invite.en";
import { es } from "./invite.es";
import { pageWords } from "./words";

export const useInviteWords = pageWords("invite", en, es);
