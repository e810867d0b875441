import { en } from "./conversation.en";
import { es } from "./conversation.es";
import { pageWords } from "./words";

export const useConversationWords = pageWords("conversation", en, es);
