import type { en } from "./tabletext.en";

export const es: typeof en = {
  now: "El texto tal como está",
  fixed: "El texto que se decidió",
  history: "El texto y su historia",
  none: "Aún no hay un texto en el que todos trabajen",
  noneHow:
    "Quien facilita, o dos asientos de clases distintas, convierten un paquete en el texto. Desde entonces los cambios se proponen como enmiendas.",
  noTerms: "No hay puntos en la hoja.",
  began: "Empezó como {{package}}.",
  from: { idea: "la idea {{number}}", offer: "la oferta {{number}}" },
  redlines_one: "Desde entonces se aceptó {{count}} cambio.",
  redlines_other: "Desde entonces se aceptaron {{count}} cambios.",
  version: { label: "Versión", now: "tal como está ahora", before: "antes del cambio {{number}}, {{when}}" },
  changed_one: "Cambiado una vez",
  changed_other: "Cambiado {{count}} veces",
  redline: "Cambio {{number}}",
  proposes: "{{who}} propone, hasta {{when}}:",
  reason: "Por qué",
  diff: { added: "añadido:", removed: "quitado:", end: "fin." },
  amend: {
    summary: "Proponer otro valor",
    of: "Otro valor para {{term}}",
    reason: "Por qué, para que lo lea todo el mundo",
    do: "Proponer el cambio",
    motion: "La moción {{number}} espera a un asiento de otra clase.",
  },
  motion: {
    support: "Apoyarlo",
    supported: "Tu asiento lo apoya.",
    end: "Rechazarlo o retirarlo",
  },
};
