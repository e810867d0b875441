import { expect, test } from "vitest";
import { endOfDay, instantOf } from "./when";

const rows: readonly (readonly [string, string, string | null])[] = [
  ["2026-01-15T10:30", "Europe/Madrid", "2026-01-15T09:30:00.000Z"],
  ["2026-07-15T10:30", "Europe/Madrid", "2026-07-15T08:30:00.000Z"],
  ["2026-03-29T03:30", "Europe/Madrid", "2026-03-29T01:30:00.000Z"],
  ["2026-01-15T00:15", "America/Bogota", "2026-01-15T05:15:00.000Z"],
  ["2026-01-15T00:15", "Asia/Kathmandu", "2026-01-14T18:30:00.000Z"],
  ["", "Europe/Madrid", null],
  ["soon", "Europe/Madrid", null],
];

for (const [local, zone, instant] of rows) {
  test(`${local || "nothing"} in ${zone} is ${instant}`, () => expect(instantOf(local, zone)).toBe(instant));
}

test("a day ends with its last minute", () =>
  expect(endOfDay("2026-07-15", "Europe/Madrid")).toBe("2026-07-15T21:59:00.000Z"));
