import type { ResultOf, VariablesOf } from "../../../api/graphql";
import { shifted } from "../../../ui/format";
import { digitsOf, minor, type Term } from "../values/value";
import type { AddTerm, TermQuery } from "./operations";

export type TermInput = Omit<VariablesOf<typeof AddTerm>["input"], "commandId" | "expectedVersion" | "negotiation">;
export type DutyInput = NonNullable<TermInput["duties"]>[number];
export type SharingInput = NonNullable<TermInput["sharing"]>;
export type Details = Extract<NonNullable<ResultOf<typeof TermQuery>["node"]>, { readonly duties: unknown }>;
export type Kind = Term["kind"];

export const kinds = [
  "money",
  "quantity",
  "percentage",
  "date",
  "duration",
  "choice",
  "choices",
  "yesNo",
  "shares",
  "text",
] as const satisfies readonly Kind[];

/** A term's definition while it is being written. Lines of options: `value = label`. */
export interface Writing extends Record<string, unknown> {
  readonly key: string;
  readonly name: string;
  readonly kind: Kind;
  readonly unit: string;
  readonly currency: string;
  readonly min: string;
  readonly max: string;
  readonly step: string;
  readonly options: string;
  readonly clause: string;
  readonly level: string;
  readonly reason: string;
  readonly needs: readonly string[];
  readonly heldFor: readonly string[];
  readonly duties: readonly DutyInput[];
  readonly sharing: SharingInput | null;
}

export function blankTerm(level: number, currency: string): Writing {
  return {
    key: "",
    name: "",
    kind: "money",
    unit: "",
    currency,
    min: "",
    max: "",
    step: "",
    options: "",
    clause: "",
    level: String(level),
    reason: "",
    needs: [],
    heldFor: [],
    duties: [],
    sharing: null,
  };
}

interface Defined {
  readonly key: string;
  readonly name: string;
  readonly kind: Kind;
  readonly unit: string | null;
  readonly currency: string | null;
  readonly min: string | null;
  readonly max: string | null;
  readonly step: string | null;
  readonly options: readonly { readonly key: string; readonly label: string | null }[];
  readonly clause: string;
  readonly level: number;
}

/** A definition as one would have typed it. */
export function writing(term: Defined, details: Details | null, currency: string): Writing {
  const unit = (value: string | null) =>
    value === null ? "" : term.kind === "money" ? shifted(value, digitsOf(term.currency ?? currency)) : value;
  return {
    ...blankTerm(term.level, term.currency ?? currency),
    key: term.key,
    name: term.name,
    kind: term.kind,
    unit: term.unit ?? "",
    min: unit(term.min),
    max: unit(term.max),
    step: unit(term.step),
    options: term.options.map(({ key, label }) => `${unit(key)}${label ? ` = ${label}` : ""}`).join("\n"),
    clause: term.clause,
    ...(details && {
      needs: details.needs.flatMap((seat) => (seat ? [seat.id] : [])),
      heldFor: details.heldFor.flatMap((seat) => (seat ? [seat.id] : [])),
      duties: details.duties.map(dutyOf),
      sharing: sharingOf(details.sharing),
    }),
  };
}

type Side = Details["duties"][number]["debtor"];
const sideOf = ({ seat, class: of, all }: Side) =>
  seat ? { seat: seat.id } : of ? { class: of } : { all: all === true };

function dutyOf(duty: Details["duties"][number]): DutyInput {
  const { key, what, every, evidence, acceptance, due, until, amount } = duty;
  return {
    key,
    debtor: sideOf(duty.debtor),
    creditor: sideOf(duty.creditor),
    what,
    due: due.after ? { after: due.after } : { on: due.on },
    ...(every && { every }),
    ...(until && { until: until.after ? { after: until.after } : { on: until.on } }),
    ...(amount && { amount: amount.term ? { term: amount.term } : { money: amount.money } }),
    evidence,
    ...(acceptance && { acceptance }),
  };
}

function sharingOf(sharing: Details["sharing"]): SharingInput | null {
  if (!sharing) return null;
  const { every, within, unit, reserve, contest, reader } = sharing;
  return {
    contest,
    ...(every && { every }),
    ...(within && { within: within.map(({ portion, by, formula }) => ({ portion, by, ...(formula && { formula }) })) }),
    ...(unit && { unit }),
    ...(reserve && { reserve }),
    ...(reader && { reader: reader.id }),
  };
}

/** What is sent: money in minor units, everything empty left out. */
export function termInput(w: Writing): TermInput {
  const money = w.kind === "money";
  const value = (text: string) =>
    money ? minor(text.trim(), digitsOf(w.currency || "EUR")) : text.trim().replace(",", ".");
  const optional = (name: string, text: string) => (text.trim() === "" ? {} : { [name]: text.trim() });
  const bound = (name: string, text: string) => (text.trim() === "" ? {} : { [name]: value(text) });
  const options = w.options
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const [key = "", ...label] = line.split("=");
      const words = label.join("=").trim();
      return { key: money ? value(key) : key.trim(), ...(words && { label: words }) };
    });
  return {
    key: w.key.trim(),
    name: w.name,
    kind: w.kind,
    ...(w.kind === "quantity" ? optional("unit", w.unit) : {}),
    ...(money ? optional("currency", w.currency) : {}),
    ...bound("min", w.min),
    ...bound("max", w.max),
    ...bound("step", w.step),
    ...(options.length > 0 && { options }),
    ...optional("clause", w.clause),
    level: Number(w.level),
    ...optional("reason", w.reason),
    ...(w.needs.length > 0 && { needs: [...w.needs] }),
    ...(w.heldFor.length > 0 && { heldFor: [...w.heldFor] }),
    ...(w.duties.length > 0 && { duties: [...w.duties] }),
    ...(w.kind === "shares" && w.sharing && { sharing: w.sharing }),
  };
}
