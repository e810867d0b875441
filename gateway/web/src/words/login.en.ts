export const en = {
  title: "Log in",
  email: "E-mail address",
  password: "Password",
  logIn: "Log in",
  signUp: "Create an account",
  personas: {
    title: "Be somebody of the stories",
    how: "One click and this browser has their session. This is there only where Parley runs for development.",
    none: "The stories were not told to this installation.",
  },
};
