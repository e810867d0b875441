import type { en } from "./me.en";

export const es: typeof en = {
  title: "Tú",
  lead: "Lo que otros saben de ti y cómo te encuentra Parley.",
  loggedOut: "Inicia sesión para ver esta página.",
  profile: "Nombre",
  name: "El nombre que ven los demás",
  save: "Guardar",
  foresee: "¿Quién lo verá?",
  sessions: "Dónde has iniciado sesión",
  current: "este navegador",
  seen: "usada por última vez {{when}}",
  unknownBrowser: "Un programa sin nombre",
  end: "Terminar esta sesión",
  organizations: "Organizaciones",
  none: "Todavía no perteneces a ninguna organización.",
  roles: { steward: "responsable", member: "miembro", counsel: "asesoría" },
};
