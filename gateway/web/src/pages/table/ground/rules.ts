import type { ResultOf } from "../../../api/graphql";
import { useFormat } from "../../../ui/format";
import { plain } from "../../../ui/text";
import { useGroundWords } from "../../../words/ground";
import type { Rules } from "./operations";

export type GroundRules = ResultOf<typeof Rules>;

/** What a rule's value is made of. */
type Kind = "word" | "words" | "flag" | "share" | "length" | "count" | "text" | "day";

/** The rules in the order in which they are read, by what they are about. */
export const chapters = {
  deciding: {
    rule: "word",
    threshold: "share",
    strict: "flag",
    weightThreshold: "share",
    quorum: "share",
    counted: "word",
    openVotes: "flag",
  },
  time: {
    offerMinimum: "length",
    readMinimum: "length",
    decideMinimum: "length",
    lateMinimum: "length",
    petitionStandstill: "length",
    coolingOff: "length",
    entryBy: "length",
  },
  talking: {
    facilitation: "word",
    sheetChange: "word",
    sealedRounds: "flag",
    publicity: "word",
    offRecord: "length",
    ladder: "words",
    "mediation.methods": "words",
    "mediation.rounds": "count",
  },
  text: {
    nature: "word",
    "ratification.by": "word",
    "ratification.days": "count",
    "ratification.turnout": "share",
    "lasts.until": "day",
    "lasts.notice": "length",
    "lasts.renews": "length",
    languages: "text",
    currency: "text",
    zone: "text",
    withoutPrejudice: "flag",
    costs: "text",
  },
} as const satisfies Record<string, Record<string, Kind>>;

export type Chapter = keyof typeof chapters;
type KeysOf<T> = T extends unknown ? keyof T : never;
export type RuleName = KeysOf<(typeof chapters)[Chapter]>;

export const kinds = Object.assign({}, ...Object.values(chapters)) as Readonly<Record<RuleName, Kind>>;
export const names = Object.keys(kinds) as readonly RuleName[];

/** All rules as plain words, as the server writes those of the template. */
export function flat(rules: GroundRules): Readonly<Record<RuleName, string>> {
  const { mediation, ratification, lasts } = rules;
  return {
    rule: rules.rule,
    threshold: rules.threshold,
    strict: String(rules.strict),
    weightThreshold: rules.weightThreshold ?? "",
    quorum: rules.quorum,
    counted: rules.counted ?? "seats",
    openVotes: String(rules.openVotes),
    offerMinimum: rules.offerMinimum,
    readMinimum: rules.readMinimum,
    decideMinimum: rules.decideMinimum,
    lateMinimum: rules.lateMinimum,
    petitionStandstill: rules.petitionStandstill,
    coolingOff: rules.coolingOff,
    entryBy: rules.entryBy,
    facilitation: rules.facilitation,
    sheetChange: rules.sheetChange,
    sealedRounds: String(rules.sealedRounds),
    publicity: rules.publicity,
    offRecord: rules.offRecord,
    ladder: rules.ladder.join(", "),
    "mediation.methods": mediation.methods.join(", "),
    "mediation.rounds": String(mediation.rounds),
    nature: rules.nature,
    "ratification.by": ratification.by,
    "ratification.days": String(ratification.days ?? 0),
    "ratification.turnout": ratification.turnout ?? "",
    "lasts.until": lasts?.until ?? "",
    "lasts.notice": lasts?.notice ?? "",
    "lasts.renews": lasts?.renews ?? "",
    languages: rules.languages.join(", "),
    currency: rules.currency,
    zone: rules.zone,
    withoutPrejudice: String(rules.withoutPrejudice),
    costs: rules.costs,
  };
}

/** Says what a rule says in the reader's way. */
export function useRuleWords(): (name: RuleName, says: string) => string {
  const say = useGroundWords();
  const format = useFormat();
  const word = (name: RuleName, value: string) => {
    const key = `values.${name.replace(".", "_")}.${value}`;
    return say.has(key) ? say(key) : plain(value);
  };
  return (name, says) => {
    if (says === "") return say("nothingSaid");
    switch (kinds[name]) {
      case "word":
        return word(name, says);
      case "words":
        return says
          .split(", ")
          .map((each) => word(name, each))
          .join(" → ");
      case "flag":
        return say(says === "true" ? "yes" : "no");
      case "share":
        return `${plain(says)} (${format.percent(says)})`;
      case "length":
        return /^P[T0A-Z]*$/.test(says) ? say("noTime") : format.duration(says);
      case "count":
        return format.number(says);
      case "day":
        return format.day(says);
      case "text":
        return plain(says);
    }
  };
}
