import { base64, hex, same, sha256, utf8 } from "./bytes";
import { verified } from "./key";

// A head is what an installation says about all its logs at one moment, signed
// as a note (C2SP signed-note).

export interface Tree {
  readonly stream: string;
  readonly size: number;
  readonly root: Uint8Array;
}

export interface Head {
  readonly origin: string;
  readonly trees: readonly Tree[];
}

const title = "parley.head.1";

export function treeOf(head: Head, stream: string): Tree {
  return head.trees.find((tree) => tree.stream === stream) ?? { stream, size: 0, root: new Uint8Array(32) };
}

/** Verifies a signed head by a key in the form `name+hash+base64`. */
export async function readHead(signed: string, verifier: string): Promise<Head> {
  const key = await readVerifier(verifier);
  const head = parseHead(await open(signed, key));
  if (head.origin !== key.name) throw new Error(`the head is of ${head.origin}, the key of ${key.name}`);
  return head;
}

interface Verifier {
  readonly name: string;
  readonly id: Uint8Array;
  readonly key: Uint8Array<ArrayBuffer>;
}

async function readVerifier(verifier: string): Promise<Verifier> {
  const found = /^([^\s+]+)\+([0-9a-fA-F]{8})\+(.+)$/.exec(verifier);
  if (!found) throw new Error("the key of the head is no key of a note");
  const [, name = "", hash = "", encoded = ""] = found;
  const data = base64(encoded);
  const id = (await sha256(utf8(`${name}\n`), data)).subarray(0, 4);
  if (hex(id) !== hash.toLowerCase() || data[0] !== 1 || data.length !== 33) {
    throw new Error("the key of the head is none that can be verified with");
  }
  return { name, id, key: data.slice(1) };
}

/** The text of a note that the key has signed. */
async function open(note: string, { name, id, key }: Verifier): Promise<string> {
  const split = note.lastIndexOf("\n\n");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a note has none but the ends of its lines
  if (split < 0 || !note.endsWith("\n") || /[\u0000-\u0009\u000b-\u001f]/.test(note)) {
    throw new Error("the head is no signed note");
  }
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split("\n");
  if (lines.length > 100) throw new Error("the head has too many signatures");
  let held = false;
  for (const line of lines) {
    const found = /^— ([^\s+]+) (\S+)$/.exec(line);
    if (!found) throw new Error("the head has a line that is no signature");
    const signature = base64(found[2] ?? "");
    if (signature.length < 5) throw new Error("the head has a line that is no signature");
    if (found[1] !== name || !same(signature.subarray(0, 4), id)) continue;
    if (!(await verified(key, utf8(text), signature.slice(4)))) throw new Error("the head is not signed by its key");
    held = true;
  }
  if (!held) throw new Error("the head is not signed by this key");
  return text;
}

function parseHead(text: string): Head {
  const [origin = "", second, ...rest] = text.replace(/\n$/, "").split("\n");
  if (second !== title) throw new Error(`the head is no ${title}`);
  const trees = rest.map(parseTree);
  for (const [place, tree] of trees.entries()) {
    const before = trees[place - 1];
    if (before && before.stream >= tree.stream) throw new Error("a stream is named twice, or out of order");
  }
  return { origin, trees };
}

function parseTree(line: string): Tree {
  const found = /^(\S+) (0|[1-9]\d*) (\S+)$/.exec(line);
  const size = Number(found?.[2]);
  const root = found ? base64(found[3] ?? "") : new Uint8Array();
  if (!found || !Number.isSafeInteger(size) || root.length !== 32) throw new Error(`${line} names no tree`);
  return { stream: found[1] ?? "", size, root };
}
