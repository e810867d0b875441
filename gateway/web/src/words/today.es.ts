import type { en } from "./today.en";

export const es: typeof en = {
  title: "Hoy",
  needs: {
    title: "Lo que te necesita",
    none: "Nada te espera.",
    what: "Cuando haga falta una respuesta, un voto o una firma tuya, estará aquí.",
  },
  became: {
    title: "Qué fue de lo que dijiste",
    none: "Nada nuevo.",
    what: "Cuando alguien responda a lo que dijiste, lo eleve o lo decida, estará aquí.",
  },
  moved: { title: "Qué se ha movido", none: "Nada se ha movido donde participas." },
  until: "hasta {{when}}",
  by: "{{who}}",
  new: "nuevo",
  putAway: "Apartar",
  putAwayOf: "Apartar: {{what}}",
  gone: "Apartado:",
  undo: "Deshacer",
  others_one: "Una más",
  others_other: "{{count}} más",
  mute: "Silenciar",
  muteOf: "Silenciar {{what}}",
  read: "Marcar todo como leído",
  places: "Donde participas",
  organizations: "Organizaciones",
  directory: "Mira quién más está aquí",
  begin: "Abrir una iniciativa",
  join: {
    title: "Todavía no perteneces a ninguna organización",
    text: "Mira lo que está pasando, o funda una organización propia.",
  },
};
