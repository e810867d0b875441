import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useSession } from "../app/session";

/** What is said in the reader's way: numbers, money, times. */
export function useFormat() {
  const { i18n } = useTranslation();
  const { zone } = useSession();
  return useMemo(() => formats(i18n.language, zone), [i18n.language, zone]);
}

export interface MoneyValue {
  readonly minor: string;
  readonly currency: string;
}

/** Formats for one language and time zone. */
export function formats(language: string, zone: string) {
  const when = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { timeZone: zone, ...options });
  const moment = when({ dateStyle: "medium", timeStyle: "short" });
  const day = when({ dateStyle: "long" });
  const ahead = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  return {
    /** `2026-03-01T09:30:00.000Z` → 1 Mar 2026, 10:30. */
    moment: (at: string) => moment.format(new Date(at)),
    /** The day of an instant, or a calendar date as it stands. */
    day: (at: string) => (at.length === 10 ? dateOnly(language, at) : day.format(new Date(at))),
    /** in 3 days, 2 hours ago. */
    ago: (at: string, now = Date.now()) => relative(ahead, new Date(at).getTime() - now),
    /** Exact to the cent, however large. */
    money: ({ minor, currency }: MoneyValue) => money(language, minor, currency),
    /** A decimal string, exactly. */
    number: (value: string | number) =>
      new Intl.NumberFormat(language, { maximumFractionDigits: 20 }).format(value as number),
    /** A fraction or rational string as per cent. */
    percent: (value: string | number) =>
      new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(fraction(value)),
    /** `P2DT12H` → 2 days, 12 hours. */
    duration: (value: string) => duration(language, value),
    list: (items: readonly string[]) => new Intl.ListFormat(language, { type: "conjunction" }).format(items),
  };
}

function dateOnly(language: string, date: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );
}

// Making a format takes longer than using it a hundred times.
const currencies = new Map<string, Intl.NumberFormat>();

function currencyFormat(language: string, currency: string): Intl.NumberFormat {
  const key = `${language} ${currency}`;
  const format = currencies.get(key) ?? new Intl.NumberFormat(language, { style: "currency", currency });
  currencies.set(key, format);
  return format;
}

function money(language: string, minor: string, currency: string): string {
  const format = currencyFormat(language, currency);
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(shifted(minor, digits) as unknown as number);
}

/** Puts a decimal point `digits` places from the right, without ever being a float. */
export function shifted(minor: string, digits: number): string {
  const negative = minor.startsWith("-");
  const whole = (negative ? minor.slice(1) : minor).padStart(digits + 1, "0");
  const text = digits === 0 ? whole : `${whole.slice(0, -digits)}.${whole.slice(-digits)}`;
  return negative ? `-${text}` : text;
}

function fraction(value: string | number): number {
  if (typeof value === "number") return value;
  const [over, under] = value.split("/");
  return Number(over) / Number(under ?? 1);
}

const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ["year", 365 * 86400e3],
  ["month", 30 * 86400e3],
  ["day", 86400e3],
  ["hour", 3600e3],
  ["minute", 60e3],
];

function relative(format: Intl.RelativeTimeFormat, difference: number): string {
  const [unit, size] = steps.find(([, each]) => Math.abs(difference) >= each) ?? ["second", 1000];
  return format.format(Math.trunc(difference / (size as number)), unit as Intl.RelativeTimeFormatUnit);
}

const iso = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const units = ["year", "month", "week", "day", "hour", "minute", "second"] as const;

function duration(language: string, value: string): string {
  const found = iso.exec(value);
  if (!found) return value;
  const parts = units.flatMap((unit, place) => {
    const amount = found[place + 1];
    return amount
      ? [new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(Number(amount))]
      : [];
  });
  return new Intl.ListFormat(language, { type: "unit" }).format(parts) || value;
}

interface MomentProps {
  readonly at: string;
  /** Also how long ago or ahead that is. */
  readonly relative?: boolean;
}

export function Moment({ at, relative: also = false }: MomentProps) {
  const format = useFormat();
  const exact = at.length === 10 ? format.day(at) : format.moment(at);
  return (
    <time dateTime={at} title={also ? exact : undefined}>
      {also ? format.ago(at) : exact}
    </time>
  );
}

export function Money({ value }: { readonly value: MoneyValue }) {
  return <span className="figure">{useFormat().money(value)}</span>;
}

export function Percent({ value }: { readonly value: string | number }) {
  return <span className="figure">{useFormat().percent(value)}</span>;
}

export function Length({ of }: { readonly of: string }) {
  return <>{useFormat().duration(of)}</>;
}
