import type { ResultOf, VariablesOf } from "../../../api/graphql";
import { shifted } from "../../../ui/format";
import type { TablePackage } from "../packages/operations";
import type { Defined, Said } from "./operations";

export type Value = ResultOf<typeof Said>;
export type Term = ResultOf<typeof Defined>;
export type SettingInput = NonNullable<VariablesOf<typeof TablePackage>["input"]["values"]>[number];
export type ValueInput = SettingInput["value"];

/** A value as it is being typed: shares by part, several choices as a list, everything else as text. */
export type Typed = string | readonly string[] | Readonly<Record<string, string>>;

export function digitsOf(currency: string): number {
  return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** What one would type to say this value. */
export function typed(term: Term, value: Value): Typed {
  switch (term.kind) {
    case "money":
      // Amounts are typed in units, and chosen by the key of the option: minor units.
      if (term.options.length > 0) return value.money?.minor ?? "";
      return value.money ? shifted(value.money.minor, digitsOf(value.money.currency)) : "";
    case "quantity":
      return value.quantity ?? "";
    case "percentage":
      return value.percentage ?? "";
    case "date":
      return value.date ?? "";
    case "duration":
      return value.duration ?? "";
    case "choice":
      return value.choice ?? "";
    case "yesNo":
      return value.yesNo === null ? "" : value.yesNo ? "yes" : "no";
    case "choices":
      return value.choices ?? [];
    case "shares":
      return Object.fromEntries((value.shares ?? []).map(({ of, share }) => [of, hundredths(share)]));
    default:
      return value.text ?? "";
  }
}

/** What a term's value is before anything is typed: nothing, which leaves the term open. */
export function blank(value: Typed | undefined): boolean {
  if (value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  return Object.values(value).every((part) => part.trim() === "");
}

/** What is sent for what was typed. Whether it is a value of the term the server says. */
export function wished(term: Term, value: Typed): ValueInput {
  const text = typeof value === "string" ? value.trim() : "";
  switch (term.kind) {
    case "money": {
      const currency = term.currency ?? "EUR";
      return { money: { minor: term.options.length > 0 ? text : minor(text, digitsOf(currency)), currency } };
    }
    case "quantity":
      return { quantity: decimal(text) };
    case "percentage":
      return { percentage: decimal(text) };
    case "date":
      return { date: text };
    case "duration":
      return { duration: text };
    case "choice":
      return { choice: text };
    case "yesNo":
      return { yesNo: text === "yes" };
    case "choices":
      return { choices: [...(value as readonly string[])] };
    case "shares":
      return {
        shares: Object.entries(value as Readonly<Record<string, string>>)
          .filter(([, part]) => part.trim() !== "")
          .map(([of, part]) => ({ of, share: rational(part) })),
      };
    default:
      return { text };
  }
}

/** A number as people type it, with a point. */
function decimal(text: string): string {
  return text.replace(/[\s\u00a0%]/g, "").replace(",", ".");
}

/** `4,40` with two digits → `440`; what is no amount stays as it is, for the server to say so. */
export function minor(text: string, digits: number): string {
  const found = /^(-?)(\d+)(?:\.(\d*))?$/.exec(decimal(text));
  if (!found || (found[3] ?? "").length > digits) return text;
  const [, sign, whole, part = ""] = found;
  return `${sign}${`${whole}${part.padEnd(digits, "0")}`.replace(/^0+(?=\d)/, "")}`;
}

/** Per cent as typed → an exact fraction: `33.3` → `333/1000`. */
function rational(text: string): string {
  const found = /^(\d+)(?:\.(\d+))?$/.exec(decimal(text));
  if (!found) return text.trim();
  const [, whole, part = ""] = found;
  return `${`${whole}${part}`.replace(/^0+(?=\d)/, "")}/1${"0".repeat(part.length + 2)}`;
}

/** An exact fraction → per cent as one types it; what has no end is cut after six digits. */
function hundredths(share: string): string {
  const [over = "0", under = "1"] = share.split("/");
  return String(Math.round((Number(over) / Number(under)) * 1e8) / 1e6);
}

/** What is sent, as it would come back: to be shown before it is. */
export function sent(input: ValueInput): Value {
  return {
    money: input.money ?? null,
    quantity: input.quantity ?? null,
    percentage: input.percentage ?? null,
    date: input.date ?? null,
    choice: input.choice ?? null,
    yesNo: input.yesNo ?? null,
    text: input.text ?? null,
    duration: input.duration ?? null,
    choices: input.choices ? [...input.choices] : null,
    shares: input.shares ? [...input.shares] : null,
  };
}
