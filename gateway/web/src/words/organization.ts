import { en } from "./organization.en";
import { es } from "./organization.es";
import { pageWords } from "./words";

export const useOrganizationWords = pageWords("organization", en, es);
