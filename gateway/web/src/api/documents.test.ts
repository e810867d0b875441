import { buildASTSchema, type DocumentNode, Kind, parse, validate } from "graphql";
import { expect, test } from "vitest";

// Types are read off a document as far as it fits the schema; what does not fit
// is silently unknown. So every document is held against the SDL here.

const sdl = import.meta.glob<string>("../../../../schema/graphql/*.graphqls", {
  query: "?raw",
  import: "default",
  eager: true,
});
const modules = import.meta.glob<Record<string, unknown>>(["../**/operations.ts", "../pages/**/queries.ts"], {
  eager: true,
});
const schema = buildASTSchema(parse(Object.values(sdl).join("\n")), { assumeValidSDL: true });

const documents = Object.entries(modules).flatMap(([file, exported]) =>
  Object.entries(exported)
    .filter((entry): entry is [string, DocumentNode] => (entry[1] as DocumentNode | null)?.kind === Kind.DOCUMENT)
    .map(([name, document]) => ({ name: `${file.replace("../", "")} ${name}`, document })),
);

test.each(documents)("$name fits the schema", ({ document }) => {
  const operation = document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  const told = validate(schema, document).filter(({ message }) => operation || !message.includes("is never used"));
  expect(told.map(({ message }) => message)).toEqual([]);
});
