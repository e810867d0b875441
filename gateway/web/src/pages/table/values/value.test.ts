import { expect, test } from "vitest";
import { type Term, typed, type Value, wished } from "./value";
import { instant } from "./zoned";

const term = (kind: Term["kind"], more: Partial<Term> = {}): Term => ({
  id: "trm_a",
  number: 1,
  version: 1,
  key: "a",
  name: "A",
  kind,
  unit: null,
  currency: kind === "money" ? "EUR" : null,
  scale: 0,
  min: null,
  max: null,
  step: null,
  options: [],
  clause: "A: {value}",
  level: 1,
  removed: false,
  ...more,
});

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

test.each([
  ["4.40", "440"],
  ["4,4", "440"],
  ["4", "400"],
  ["0,05", "5"],
  ["-1.5", "-150"],
  ["1 250", "125000"],
  ["four", "four"],
  ["4.405", "4.405"],
])("money typed as %s is sent as %s", (text, minor) => {
  expect(wished(term("money"), text)).toEqual({ money: { minor, currency: "EUR" } });
});

test("money of a currency without hundredths has none", () => {
  expect(wished(term("money", { currency: "JPY" }), "440")).toEqual({ money: { minor: "440", currency: "JPY" } });
});

test("an amount that is chosen is sent as its option has it", () => {
  const chosen = term("money", { options: [{ key: "200", label: "2 €" }] });
  expect(typed(chosen, { ...nothing, money: { minor: "200", currency: "EUR" } })).toBe("200");
  expect(wished(chosen, "200")).toEqual({ money: { minor: "200", currency: "EUR" } });
});

test("shares are sent as exact fractions, and what is empty is not sent", () => {
  expect(wished(term("shares"), { growers: "33,3", couriers: "35", reserve: "" })).toEqual({
    shares: [
      { of: "growers", share: "333/1000" },
      { of: "couriers", share: "35/100" },
    ],
  });
});

test("shares come back as they would be typed", () => {
  const shares = [
    { of: "growers", share: "7/20" },
    { of: "couriers", share: "1/4" },
  ];
  expect(typed(term("shares"), { ...nothing, shares })).toEqual({ growers: "35", couriers: "25" });
});

test.each([
  ["2026-07-01T10:30", "Europe/Madrid", "2026-07-01T08:30:00.000Z"],
  ["2026-01-01T10:30", "Europe/Madrid", "2026-01-01T09:30:00.000Z"],
  ["2026-01-01T10:30", "America/Bogota", "2026-01-01T15:30:00.000Z"],
])("%s in %s is %s", (local, zone, at) => {
  expect(instant(local, zone)).toBe(at);
});

test("what is no time is none", () => {
  expect(instant("soon", "Europe/Madrid")).toBeNull();
});
