import type { en } from "./login.en";

export const es: typeof en = {
  title: "Iniciar sesión",
  email: "Correo electrónico",
  password: "Contraseña",
  logIn: "Iniciar sesión",
  signUp: "Crear una cuenta",
  personas: {
    title: "Sé alguien de las historias",
    how: "Un clic y este navegador tiene su sesión. Esto solo existe donde Parley funciona para desarrollo.",
    none: "A esta instalación no se le contaron las historias.",
  },
};
