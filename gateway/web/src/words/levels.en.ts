export const en = {
  label: "Level of change",
  of: "Level {{level}}: {{name}}",
  name: { "1": "local", "2": "end to end", "3": "ecosystem" },
  what: {
    "1": "One step of the work.",
    "2": "A whole chain, from its first step to its last.",
    "3": "How we think about and act with each other.",
  },
};
