import { expect, test } from "vitest";
import given from "../../../../events/proof/testdata/vectors.json?raw";
import { parse, write } from "./json";
import { canVerify } from "./key";
import { verify } from "./verify";

interface Vector {
  readonly name: string;
  readonly finding: string;
  readonly key: string;
  readonly older?: string;
  readonly file: string;
}

const vectors: readonly Vector[] = JSON.parse(given);

test.each(vectors)("$name", async ({ file, key, older, finding }) => {
  const verdict = await verify(file, { key, older });
  expect([verdict.finding?.word ?? "", verdict.finding?.message]).toEqual([finding, verdict.finding?.message]);
});

test("every word for a fault stands in the vectors", () => {
  const found = new Set(vectors.map(({ finding }) => finding));
  expect(found.size).toBe(11);
});

test("any letter that is changed in a good file is found", async () => {
  const [good] = vectors;
  if (!good) throw new Error("no vectors");
  const read = good.file.indexOf('"key":"parley/'); // the key is the one that was noted, and paths of no older head are not read
  const places = Array.from({ length: 60 }, (_, step) => Math.floor((read * (step + 0.5)) / 60));
  for (const place of places) {
    const letter = good.file[place] === "7" ? "8" : "7";
    const { finding } = await verify(good.file.slice(0, place) + letter + good.file.slice(place + 1), {
      key: good.key,
    });
    expect(finding, `character ${place}`).not.toBeNull();
  }
});

test("a good file says whose signatures it has", async () => {
  const [good] = vectors;
  const { held } = await verify(good?.file ?? "", { key: good?.key });
  expect(held.map(({ what }) => what)).toEqual(["version", "signature", "signature", "record", "log"]);
});

test("the canonical form is that of RFC 8785", () => {
  const given =
    '{"\\u20ac":"Euro","\\r":"CR","1":1e21,"\\ud83d\\ude02":0.000001,"a":[-0, 1E-7, 333333333.33333329, "\\u000f\\/"]}';
  expect(write(parse(given))).toBe(
    '{"\\r":"CR","1":1e+21,"a":[0,1e-7,333333333.3333333,"\\u000f/"],"€":"Euro","😂":0.000001}',
  );
});

test.each(['{"a":1,"\\u0061":2}', '"\\ud800"', "01", "1e999", '{"a":1}x', "[1,]", '"\u0007"', "\ufeff1"])(
  "%j has no canonical form",
  (text) => {
    expect(() => parse(text)).toThrow();
  },
);

test("a name like one of the language's own is a name", () => {
  expect(write(parse('{"__proto__":1,"constructor":2}'))).toBe('{"__proto__":1,"constructor":2}');
});

test("this engine can verify signatures", async () => {
  expect(await canVerify()).toBe(true);
});
