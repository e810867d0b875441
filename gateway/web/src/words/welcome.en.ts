export const en = {
  what: "A table where people, organizations and economies negotiate what they owe each other: everyone at the table, everyone talking, everyone listening well enough to act.",
  points: {
    safe: {
      title: "The weak can speak, the strong can listen",
      text: "Sealed limits, sealed rounds, private rooms. Every button says who will see this and what it binds.",
    },
    meet: {
      title: "It meets you where you are",
      text: "Word, mail, meetings, paper and telephone flow into one record that reads the same for all.",
    },
    kept: {
      title: "Promises are kept",
      text: "Everybody sees what became of their word, and anybody can check the record.",
    },
  },
  signUp: "Create an account",
  begin: "Start an initiative",
  published: "Initiatives that anybody can read",
  logIn: "Log in",
};
