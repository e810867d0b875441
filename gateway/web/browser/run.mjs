// Runs the browser tests: `npm test`, or `npm test -- today` for some. Files run
// at once, each with a browser of its own.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

const wanted = process.argv.slice(2);
const files = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".test.mjs") && (wanted.length === 0 || wanted.some((word) => name.includes(word))))
  .map((name) => join(import.meta.dirname, name));

let passed = 0;
let failed = 0;
const tests = run({ files, concurrency: Number(process.env.PARLEY_BROWSERS ?? 2), timeout: 300_000 });
const counted = (data) => data.details.type !== "suite" && !data.name.endsWith(".test.mjs");
tests.on("test:pass", (data) => {
  if (counted(data)) passed++;
});
tests.on("test:fail", (data) => {
  if (counted(data)) failed++;
  process.exitCode = 1;
});
tests.on("end", () => setImmediate(() => console.log(`browser: ${passed} passed, ${failed} failed`)));
tests.compose(spec).pipe(process.stdout);
