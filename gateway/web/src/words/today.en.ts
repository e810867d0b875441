export const en = {
  title: "Today",
  what: "A table where people, organizations and economies negotiate what they owe each other: everyone at the table, everyone talking, everyone listening well enough to act.",
  api: "Explore the API",
};
