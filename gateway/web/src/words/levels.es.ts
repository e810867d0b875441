import type { en } from "./levels.en";

export const es: typeof en = {
  label: "Nivel de cambio",
  of: "Nivel {{level}}: {{name}}",
  name: { "1": "local", "2": "de principio a fin", "3": "ecosistema" },
  what: {
    "1": "Un paso del trabajo.",
    "2": "Una cadena entera, del primer paso al último.",
    "3": "Cómo pensamos y actuamos los unos con los otros.",
  },
};
