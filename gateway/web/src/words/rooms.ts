import { en } from "./rooms.en";
import { es } from "./rooms.es";
import { pageWords } from "./words";

export const useRoomsWords = pageWords("rooms", en, es);
