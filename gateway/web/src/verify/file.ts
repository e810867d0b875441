import { Finding } from "./finding";
import { isList, isRecord, type Json, parse } from "./json";
import type { Entry, Stored } from "./record";

// The form of a proof file. What does not belong into one is a fault: nobody
// should believe that it was verified.

export interface Shown {
  readonly version: number;
  readonly hash: string;
  readonly inForce: boolean;
  readonly document: string;
  readonly signatures: readonly ShownSignature[];
}

export interface ShownSignature {
  readonly signature: string;
  readonly seat: string;
  readonly hash: string;
  readonly key: string;
  readonly signedAt: string;
  readonly bytes: string;
}

export interface ProofFile {
  readonly format: string;
  readonly agreement: string;
  readonly negotiation: string;
  readonly versions: readonly Shown[];
  readonly records: { readonly agreement: Stored; readonly negotiation: Stored; readonly keys: readonly Stored[] };
  readonly head: string;
  readonly key: string;
  readonly paths: readonly { readonly stream: string; readonly paths: readonly (readonly string[])[] }[];
  readonly since: readonly { readonly stream: string; readonly size: number; readonly path: readonly string[] }[];
}

const formats = ["parley.proof.1", "parley.proof.2"];

export function readFile(text: string): ProofFile {
  let file: ProofFile;
  try {
    file = whole(parse(text));
  } catch (error) {
    throw new Finding("FILE", error instanceof Error ? error.message : String(error));
  }
  if (!formats.includes(file.format)) throw new Finding("FILE", `the file is ${file.format || "of no known form"}`);
  return file;
}

type Read<T> = (value: Json | undefined, name: string) => T;

const text: Read<string> = (value = "", name) => (typeof value === "string" ? value : wrong(name, "no text"));
const yes: Read<boolean> = (value = false, name) => (typeof value === "boolean" ? value : wrong(name, "not yes or no"));
const whole64: Read<number> = (value = 0, name) =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : wrong(name, "no whole number");

function list<T>(read: Read<T>): Read<readonly T[]> {
  return (value, name) => {
    if (value === undefined || value === null) return [];
    return isList(value) ? value.map((item) => read(item, name)) : wrong(name, "no list");
  };
}

/** An object with these names and no others. */
function shape<T extends object>(reads: { readonly [K in keyof T]: Read<T[K]> }): Read<T> {
  return (value, name) => {
    if (!isRecord(value)) return wrong(name, "no object");
    for (const each of Object.keys(value)) if (!Object.hasOwn(reads, each)) wrong(each, "no part of such a file");
    const names = Object.keys(reads) as (keyof T & string)[];
    return Object.fromEntries(names.map((each) => [each, reads[each](value[each], each)])) as T;
  };
}

function wrong(name: string, what: string): never {
  throw new Error(`${name || "the file"} is ${what}`);
}

const stored = shape<Stored>({
  stream: text,
  entries: list(shape<Entry>({ sequence: whole64, body: text })),
  head: text,
});

const signature = shape<ShownSignature>({
  signature: text,
  seat: text,
  hash: text,
  key: text,
  signedAt: text,
  bytes: text,
});

const file = shape<ProofFile>({
  format: text,
  agreement: text,
  negotiation: text,
  versions: list(
    shape<Shown>({ version: whole64, hash: text, inForce: yes, document: text, signatures: list(signature) }),
  ),
  records: shape<ProofFile["records"]>({ agreement: stored, negotiation: stored, keys: list(stored) }),
  head: text,
  key: text,
  paths: list(shape({ stream: text, paths: list(list(text)) })),
  since: list(shape({ stream: text, size: whole64, path: list(text) })),
});

const whole = (value: Json): ProofFile => file(value, "");
