import type { en } from "./tableoverview.en";

export const es: typeof en = {
  needs: {
    title: "Lo que te espera ahora",
    none: "Nada en esta mesa te espera.",
    may: "Puedes:",
  },
  ways: {
    tablePackage: "escribir un paquete",
    takePosition: "decir qué piensa tu asiento de un paquete",
    castVote: "votar",
    amendText: "proponer un cambio del texto",
    raiseAsk: "pedir una respuesta",
    sealPreferences: "sellar lo que te importa",
  },
  moved: { title: "Lo último que se movió", none: "En esta mesa aún no se ha movido nada" },
  map: {
    title: "Dónde está cada cual",
    label: "Puntos y asientos: dónde está cada cual",
    corner: "Punto",
    terms: "La hoja de puntos",
    only: "Solo lo que se discute",
    noTerms: "Aún no hay nada que acordar",
    noTermsHow:
      "Quien convoca pone los puntos en la hoja antes de la primera oferta; después, como digan las reglas de base.",
    peace: "No se discute nada: ningún asiento tiene reparos y nadie propone otros valores.",
    keys: "Las flechas recorren el mapa; Intro abre un campo y muestra quién dijo qué.",
  },
  field: {
    offers: "Ofrece {{value}}.",
    proposes: "Propone {{value}}.",
    package: "Ver el paquete",
    noValue: "Ningún paquete de este asiento da valor a este punto.",
    silent: "Este asiento no ha dicho nada sobre este punto.",
  },
};
