import { blank, type Term, wished } from "../values/value";
import type { OwnSeal, SealInput } from "./operations";

/** Weights and worths are whole thousandths while they are moved, so that sums are exact. */
export const whole = 1000;

export interface Point {
  readonly at: string;
  readonly worth: number;
}

export interface Limits {
  readonly values: readonly string[];
  readonly below: string;
  readonly above: string;
}

export interface Sealing extends Record<string, unknown> {
  readonly kind: "full" | "thin";
  readonly reservation: number;
  readonly weights: Readonly<Record<string, number>>;
  readonly curves: Readonly<Record<string, readonly Point[]>>;
  readonly refused: Readonly<Record<string, Limits>>;
}

export const noLimits: Limits = { values: [], below: "", above: "" };

const wordy = new Set(["text", "choices", "shares"]);

/** Terms of which one can say in numbers what their values are worth; the server has the last word. */
export const weighable = (term: Term) => !wordy.has(term.kind);

/** Terms whose values lie on a line. */
export const ordered = (term: Term) => weighable(term) && term.kind !== "choice" && term.kind !== "yesNo";

/** The values that a curve begins with: those that are named one by one, or both ends. */
export function ends(term: Term): readonly string[] {
  if (term.options.length > 0) return term.options.map(({ key }) => key);
  if (term.kind === "yesNo") return ["yes", "no"];
  return [term.min, term.max].flatMap((end) => (end === null ? [] : [end]));
}

/** Hands `total` out in proportion, in whole parts, the largest remainders first. */
export function parted(total: number, shares: readonly number[]): number[] {
  const sum = shares.reduce((a, b) => a + b, 0);
  const exact = shares.map((share) => (sum === 0 ? total / shares.length : (total * share) / sum));
  const parts = exact.map(Math.floor);
  const order = exact.map((_, i) => i).sort((a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1) || a - b);
  let rest = total - parts.reduce((a, b) => a + b, 0);
  for (const i of order) {
    if (rest-- <= 0) break;
    parts[i] = (parts[i] ?? 0) + 1;
  }
  return parts;
}

/** Gives one term another weight; the others keep their proportions and fill up what is left. */
export function reweighed(weights: Readonly<Record<string, number>>, id: string, to: number): Record<string, number> {
  const others = Object.keys(weights).filter((each) => each !== id);
  if (others.length === 0) return { [id]: whole };
  const weight = Math.min(whole, Math.max(0, Math.round(to)));
  const parts = parted(
    whole - weight,
    others.map((each) => weights[each] ?? 0),
  );
  return { ...Object.fromEntries(others.map((each, i) => [each, parts[i] ?? 0])), [id]: weight };
}

/** Where the form begins: what is sealed, or equal weights over values that are all worth the same. */
export function preferences(terms: readonly Term[], own: OwnSeal | null): Sealing {
  const weighed = terms.filter(weighable);
  const was = new Map(own?.full?.terms.map((each) => [each.term?.id ?? "", each]));
  const thousandths = (decimal: string | undefined) => Math.round(Number(decimal ?? 0) * whole);
  const weights = parted(
    whole,
    weighed.map(({ id }) => (was.size === 0 ? 1 : thousandths(was.get(id)?.weight))),
  );
  return {
    kind: own?.thin ? "thin" : "full",
    reservation: thousandths(own?.full?.reservation),
    weights: Object.fromEntries(weighed.map(({ id }, i) => [id, weights[i] ?? 0])),
    curves: Object.fromEntries(
      weighed.map((term) => [
        term.id,
        was.get(term.id)?.curve.map(({ at, worth }) => ({ at, worth: thousandths(worth) })) ??
          ends(term).map((at) => ({ at, worth: whole })),
      ]),
    ),
    refused: Object.fromEntries(
      (own?.refused ?? []).map(({ term, values, below, above }) => [
        term?.id ?? "",
        { values: values ?? [], below: below ?? "", above: above ?? "" },
      ]),
    ),
  };
}

const decimal = (thousandths: number) => (thousandths / whole).toFixed(3);

/** What is sent for it. */
export function sealed(form: Sealing, terms: readonly Term[]): Pick<SealInput, "full" | "refused"> {
  const weighed = terms.filter(({ id }) => id in form.weights);
  const refused = terms.flatMap((term) => {
    const { values, below, above } = form.refused[term.id] ?? noLimits;
    if (values.length === 0 && blank(below) && blank(above)) return [];
    return [
      {
        term: term.id,
        ...(values.length > 0 ? { values: [...values] } : {}),
        ...(blank(below) ? {} : { below: written(term, below) }),
        ...(blank(above) ? {} : { above: written(term, above) }),
      },
    ];
  });
  if (form.kind === "thin") return { refused };
  return {
    full: {
      reservation: decimal(form.reservation),
      terms: weighed.map(({ id }) => ({
        term: id,
        weight: decimal(form.weights[id] ?? 0),
        curve: (form.curves[id] ?? []).map(({ at, worth }) => ({ at, worth: decimal(worth) })),
      })),
    },
    refused,
  };
}

/** A typed value as bounds and options are written: money in minor units. */
export function written(term: Term, text: string): string {
  const value = wished(term, text);
  return value.money?.minor ?? value.quantity ?? value.percentage ?? value.date ?? value.duration ?? text;
}
