import { expect, test } from "vitest";
import { parted, reweighed, whole } from "./preferences";

test.each([
  [
    [1, 1, 1],
    [334, 333, 333],
  ],
  [
    [0, 0],
    [500, 500],
  ],
  [
    [2, 1],
    [667, 333],
  ],
])("a whole is handed out over %j", (shares, parts) => expect(parted(whole, shares)).toEqual(parts));

test("what one term takes the others give, in proportion, to the last part", () => {
  const next = reweighed({ a: 500, b: 300, c: 200 }, "a", 750);
  expect(next).toEqual({ a: 750, b: 150, c: 100 });
  expect(Object.values(reweighed(next, "b", 1)).reduce((x, y) => x + y)).toBe(whole);
});

test("a weight stays within the whole", () => {
  expect(reweighed({ a: 500, b: 500 }, "a", 4000)).toEqual({ a: 1000, b: 0 });
  expect(reweighed({ a: 1000, b: 0 }, "a", 400)).toEqual({ a: 400, b: 600 });
});
