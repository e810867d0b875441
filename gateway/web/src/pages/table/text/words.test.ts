import { expect, test } from "vitest";
import { changes } from "./words";

const told = (before: string, after: string) =>
  changes(before, after)
    .map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `[+${text}]` : `[-${text}]`))
    .join("");

test("a number that changes is changed whole", () => {
  expect(told("Paid within 14 days.", "Paid within 7 days.")).toBe("Paid within [-14][+7] days.");
});

test("words are never cut", () => {
  expect(told("the couriers bear it", "the courier bears it")).not.toMatch(/courier\[|bear\[/);
});

test("amounts stay in one piece", () => {
  expect(told("4,40 € a drop", "4,60 € a drop")).toBe("[-4,40][+4,60] € a drop");
});

test("equal texts have no changes", () => {
  expect(changes("the same", "the same")).toEqual([{ kind: "same", text: "the same" }]);
});

test("what is added at the end is added", () => {
  expect(told("Crates come back.", "Crates come back. Clean.")).toBe("Crates come back.[+ Clean.]");
});
