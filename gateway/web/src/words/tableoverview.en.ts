export const en = {
  needs: {
    title: "What needs you now",
    none: "Nothing at this table waits for you.",
    may: "You can:",
  },
  ways: {
    tablePackage: "write a package",
    takePosition: "say what your seat thinks of a package",
    castVote: "vote",
    amendText: "propose a change of the text",
    raiseAsk: "ask for an answer",
    sealPreferences: "seal what matters to you",
  },
  moved: { title: "What moved last", none: "Nothing has moved at this table yet" },
  map: {
    title: "Where everyone stands",
    label: "Terms and seats: where everyone stands",
    corner: "Term",
    terms: "The term sheet",
    only: "Only what is contested",
    noTerms: "There is nothing to agree on yet",
    noTermsHow:
      "Terms are put on the sheet by the convener before the first offer, and after that as the ground rules say.",
    peace: "Nothing is contested: no seat has a concern, and nobody proposes other values.",
    keys: "Arrow keys walk through the map; Enter opens a field and shows who said what.",
  },
  field: {
    offers: "Offers {{value}}.",
    proposes: "Proposes {{value}}.",
    package: "See the package",
    noValue: "No package of this seat sets this term.",
    silent: "This seat has said nothing about this term.",
  },
};
