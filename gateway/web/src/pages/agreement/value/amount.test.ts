import { expect, test } from "vitest";
import { decimal, kindOf, minorOf, rowsOf } from "./amount";

test.each([
  ["4.40", "EUR", "440"],
  ["4,4", "EUR", "440"],
  ["1.234,50", "EUR", "123450"],
  ["1,234.50", "EUR", "123450"],
  ["0,05", "EUR", "5"],
  ["1200", "JPY", "1200"],
  ["4.405", "EUR", "4.405"],
  ["much", "EUR", "much"],
])("%s in %s is %s", (text, currency, minor) => {
  expect(minorOf(text, currency)).toBe(minor);
});

test("rows are read as tables are copied", () => {
  expect(rowsOf('sea_a; 310\r\nk-2;"Dani";1,5\n\nno row\nper_x\tMarc\t40')).toEqual([
    { payee: "sea_a", name: "", amount: "310" },
    { payee: "k-2", name: "Dani", amount: "1.5" },
    { payee: "per_x", name: "Marc", amount: "40" },
  ]);
});

test("a payee is a seat, a person, or a key of the portion's own", () => {
  expect(["sea_a", "per_x", "van 3"].map(kindOf)).toEqual(["seat", "person", "key"]);
  expect(decimal("1 000")).toBe("1000");
});
