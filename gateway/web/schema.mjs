// Makes the types of the API out of its SDL, for the compiler, and the few facts
// about it that run. Run by build, check and dev.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { outputIntrospectionFile } from "@gql.tada/internal";
import { buildSchema, introspectionFromSchema } from "graphql";

const here = import.meta.dirname;
const folder = join(here, "../../schema/graphql");
const sdl = readdirSync(folder)
  .filter((name) => name.endsWith(".graphqls"))
  .sort()
  .map((name) => readFileSync(join(folder, name), "utf8"))
  .join("\n");
const introspection = introspectionFromSchema(buildSchema(sdl), { descriptions: false });
const types = outputIntrospectionFile(introspection, { fileType: ".d.ts", shouldPreprocess: true });

const made = join(here, "src/api/made");
mkdirSync(made, { recursive: true });
writeChanged(join(made, "schema.d.ts"), types);

// Which fields can be asked for live.
const live = introspection.__schema.types.find((type) => type.name === "Subscription").fields.map(({ name }) => name);

// Which inputs bear no command id: wishes to the gateway itself.
const plain = introspection.__schema.types
  .filter(({ kind, inputFields }) => kind === "INPUT_OBJECT" && !inputFields.some(({ name }) => name === "commandId"))
  .map(({ name }) => name);
writeChanged(
  join(made, "facts.ts"),
  `export const liveFields: readonly string[] = ${JSON.stringify(live.sort())};
export const plainInputs: readonly string[] = ${JSON.stringify(plain.sort())};
`,
);

function writeChanged(path, text) {
  let was = "";
  try {
    was = readFileSync(path, "utf8");
  } catch {
    // not made yet
  }
  if (was !== text) writeFileSync(path, text);
}
