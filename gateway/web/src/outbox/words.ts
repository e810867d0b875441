import type { Language } from "../app/language";

interface Words {
  readonly title: string;
  readonly what: string;
  readonly home: string;
  readonly write: string;
  readonly none: string;
  readonly notHere: string;
  readonly away: string;
  readonly source: string;
  readonly to: string;
  readonly states: Record<string, string>;
}

export const words: Record<Language, Words> = {
  en: {
    title: "Outbox",
    what: "The letters of this installation, sent or not. This page is there only for development.",
    home: "To the first page",
    write: "Write my digest now",
    none: "There is no letter yet.",
    notHere: "This installation is not one for development.",
    away: "The server does not answer, or there was nothing to do.",
    source: "As HTML, in its source",
    to: "To",
    states: { kept: "kept: no mail server is set", waiting: "waiting", sent: "sent", failed: "given up" },
  },
  es: {
    title: "Bandeja de salida",
    what: "Las cartas de esta instalación, enviadas o no. Esta página solo existe para el desarrollo.",
    home: "A la primera página",
    write: "Escribir ahora mi resumen",
    none: "Todavía no hay ninguna carta.",
    notHere: "Esta instalación no es de desarrollo.",
    away: "El servidor no contesta, o no había nada que hacer.",
    source: "Como HTML, en su código",
    to: "Para",
    states: {
      kept: "guardada: no hay servidor de correo",
      waiting: "en espera",
      sent: "enviada",
      failed: "abandonada",
    },
  },
};
