import type { en } from "./account.en";

export const es: typeof en = {
  title: "¿Quién eres?",
  why: "Una cuenta lleva un nombre, una dirección para localizarte y una contraseña. Los demás solo ven el nombre.",
  name: "Tu nombre",
  email: "Correo electrónico",
  emailWhat: "Para entrar y para escribirte. Nadie más la ve.",
  password: "Contraseña",
  passwordWhat: "Al menos diez caracteres.",
  signUp: "Crear cuenta y seguir",
  logIn: "Entrar y seguir",
  haveOne: "Ya tengo una cuenta",
  haveNone: "Aún no tengo cuenta",
  for: {
    title: "¿En nombre de quién?",
    only: "Hablas en nombre de {{organization}}.",
    new: "Otra organización, nueva aquí",
    alone: "Quien trabaja por su cuenta es una organización de una persona: usa tu propio nombre.",
    name: "Nombre de la organización",
    purpose: "Para qué existe, en una frase",
  },
};
