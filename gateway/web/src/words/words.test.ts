import { expect, test } from "vitest";

type Tree = { readonly [name: string]: string | Tree };

function flat(tree: Tree, before = ""): [string, string][] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === "string" ? [[before + name, value] as [string, string]] : flat(value, `${before}${name}.`),
  );
}

const placeholders = (sentence: string) => [...sentence.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();
const pages = Object.keys(import.meta.glob("./*.en.ts"));
const words = import.meta.glob<Readonly<Record<string, Tree>>>("./*.e[ns].ts", { eager: true });

test.each(pages)("every sentence of %s speaks of the same in both languages", (page) => {
  const spanish = new Map(flat(words[page.replace(".en.ts", ".es.ts")]?.es ?? {}));
  for (const [key, sentence] of flat(words[page]?.en ?? {})) {
    const other = spanish.get(key);
    expect(other, `there is no ${key} in Spanish`).toBeTruthy();
    expect(placeholders(other ?? ""), key).toEqual(placeholders(sentence));
  }
});
