import type { en } from "./today.en";

export const es: typeof en = {
  title: "Hoy",
  what: "Una mesa donde personas, organizaciones y economías negocian lo que se deben: todos en la mesa, todos hablando, todos escuchando lo bastante bien como para actuar.",
  api: "Explorar la API",
};
