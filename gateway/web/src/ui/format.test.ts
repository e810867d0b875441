import { expect, test } from "vitest";
import { formats, shifted } from "./format";

const madrid = formats("es", "Europe/Madrid");
const london = formats("en", "Europe/London");
const space = (text: string) => text.replaceAll(/[\u00A0\u202F]/g, " ");

test.each([
  ["1250", 2, "12.50"],
  ["5", 2, "0.05"],
  ["-5", 2, "-0.05"],
  ["700", 0, "700"],
  ["900719925474099312345", 2, "9007199254740993123.45"],
])("%s minor units with %i digits are %s", (minor, digits, is) => expect(shifted(minor, digits)).toBe(is));

test("money is exact beyond what a float holds", () => {
  expect(space(madrid.money({ minor: "900719925474099301", currency: "EUR" }))).toBe("9.007.199.254.740.993,01 €");
  expect(london.money({ minor: "-1250", currency: "EUR" })).toBe("-€12.50");
  expect(space(london.money({ minor: "1250", currency: "JPY" }))).toBe("¥1,250");
});

test("an instant is told in the reader's zone, a date as it stands", () => {
  expect(space(london.moment("2026-03-01T23:30:00.000Z"))).toBe("Mar 1, 2026, 11:30 PM");
  expect(space(madrid.moment("2026-03-01T23:30:00.000Z"))).toBe("2 mar 2026, 0:30");
  expect(formats("en", "Pacific/Honolulu").day("2026-03-01")).toBe("March 1, 2026");
});

test("what is near is told by its distance", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");
  expect(london.ago("2026-03-04T12:00:00Z", now)).toBe("in 3 days");
  expect(madrid.ago("2026-03-01T10:00:00Z", now)).toBe("hace 2 horas");
});

test("durations and fractions are words and per cent", () => {
  expect(london.duration("P2DT12H")).toBe("2 days, 12 hours");
  expect(madrid.duration("P1M")).toBe("1 mes");
  expect(london.duration("nonsense")).toBe("nonsense");
  expect(space(madrid.percent("2/3"))).toBe("66,7 %");
});
