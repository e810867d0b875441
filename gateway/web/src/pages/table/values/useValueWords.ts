import { useMemo } from "react";
import { useFormat } from "../../../ui/format";
import { plain } from "../../../ui/text";
import { useTableWords } from "../../../words/table";
import type { Term, Value } from "./value";

/** Says a value in the reader's way: `4,40 €`, `14 days`, `growers 35 %, couriers 25 %`. */
export function useValueWords(): (term: Term, value: Value | null | undefined) => string {
  const format = useFormat();
  const say = useTableWords();
  return useMemo(() => {
    const label = (term: Term, key: string) => plain(term.options.find((option) => option.key === key)?.label ?? key);
    const hundred = (value: string) => format.percent(Number(value) / 100);
    return (term, value) => {
      if (!value) return say("value.open");
      if (value.money) return format.money(value.money);
      if (value.percentage !== null) return hundred(value.percentage);
      if (value.quantity !== null) return `${format.number(value.quantity)}${term.unit ? ` ${plain(term.unit)}` : ""}`;
      if (value.date) return format.day(value.date);
      if (value.duration) return format.duration(value.duration);
      if (value.choice !== null) return label(term, value.choice);
      if (value.choices) return format.list(value.choices.map((key) => label(term, key)));
      if (value.shares)
        return value.shares.map(({ of, share }) => `${label(term, of)} ${format.percent(share)}`).join(", ");
      if (value.yesNo !== null) return yesNo(term, value.yesNo) ?? say(value.yesNo ? "value.yes" : "value.no");
      return plain(value.text ?? "");
    };
  }, [format, say]);
}

function yesNo(term: Term, value: boolean): string | null {
  return term.options.find(({ key }) => key === (value ? "yes" : "no"))?.label ?? null;
}

/** How an option of a term reads. */
export function useOptionWords(): (term: Term, key: string) => string {
  const words = useValueWords();
  return (term, key) => {
    const own = term.options.find((option) => option.key === key)?.label;
    if (own) return plain(own);
    const nothing: Value = {
      money: null,
      quantity: null,
      percentage: null,
      date: null,
      choice: null,
      yesNo: null,
      text: null,
      duration: null,
      choices: null,
      shares: null,
    };
    if (term.kind === "money")
      return words(term, { ...nothing, money: { minor: key, currency: term.currency ?? "EUR" } });
    if (term.kind === "quantity") return words(term, { ...nothing, quantity: key });
    if (term.kind === "percentage") return words(term, { ...nothing, percentage: key });
    if (term.kind === "date") return words(term, { ...nothing, date: key });
    if (term.kind === "duration") return words(term, { ...nothing, duration: key });
    return plain(key);
  };
}
