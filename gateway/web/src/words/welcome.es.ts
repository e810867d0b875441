import type { en } from "./welcome.en";

export const es: typeof en = {
  what: "Una mesa donde personas, organizaciones y economías negocian lo que se deben: todos en la mesa, todos hablando, todos escuchando lo bastante bien como para actuar.",
  points: {
    safe: {
      title: "Quien puede poco habla, quien puede mucho escucha",
      text: "Límites sellados, rondas selladas, salas privadas. Cada botón dice quién lo verá y a qué obliga.",
    },
    meet: {
      title: "Te encuentra donde estás",
      text: "Word, correo, reuniones, papel y teléfono llegan a un solo registro que es igual para todos.",
    },
    kept: {
      title: "Las promesas se cumplen",
      text: "Cada cual ve qué fue de su palabra, y cualquiera puede comprobar el registro.",
    },
  },
  signUp: "Crear una cuenta",
  begin: "Empezar una iniciativa",
  published: "Iniciativas que cualquiera puede leer",
  logIn: "Iniciar sesión",
};
