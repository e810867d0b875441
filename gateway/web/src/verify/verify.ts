import { base64 } from "./bytes";
import { type ProofFile, readFile } from "./file";
import { Finding, finding } from "./finding";
import { type Head, readHead, type Tree, treeOf } from "./head";
import { isList, isRecord, parse } from "./json";
import { fingerprint } from "./key";
import type { Key } from "./keys";
import { continues, included, leaf } from "./merkle";
import type { Entry, Stored } from "./record";
import { verifyVersion } from "./version";

/** One thing that was verified and holds. */
export type Held =
  | {
      readonly what: "version";
      readonly version: number;
      readonly hash: string;
      readonly signed: number;
      readonly inForce: boolean;
    }
  | {
      readonly what: "signature";
      readonly seat: string;
      readonly person: string;
      readonly fingerprint: string;
      readonly at: string;
    }
  | { readonly what: "keyless"; readonly seat: string }
  | { readonly what: "record"; readonly commits: number; readonly before: number }
  | { readonly what: "log"; readonly origin: string; readonly sizes: readonly Tree[] }
  | { readonly what: "older" };

export interface Verdict {
  readonly held: readonly Held[];
  /** The first thing that does not hold; null: all of it holds. */
  readonly finding: Finding | null;
  readonly file: ProofFile | null;
}

interface Known {
  /** The installation's verifier, as noted before; without it the file's own is taken. */
  readonly key?: string | undefined;
  /** A head that was noted before. */
  readonly older?: string | undefined;
}

/** Verifies a proof file with nothing but its bytes: no service is asked. */
export async function verify(text: string, { key, older }: Known = {}): Promise<Verdict> {
  const held: Held[] = [];
  let file: ProofFile | null = null;
  try {
    file = readFile(text);
    for await (const each of steps(file, key || file.key, older)) held.push(each);
    return { held, finding: null, file };
  } catch (error) {
    if (error instanceof Finding) return { held, finding: error, file };
    throw error;
  }
}

async function* steps(file: ProofFile, key: string, older: string | undefined): AsyncGenerator<Held> {
  if (file.versions.length === 0) throw new Finding("FILE", "it shows no version");
  for (const [place, shown] of file.versions.entries()) {
    if (shown.version !== place + 1) throw new Finding("FILE", `version ${shown.version} stands in another's place`);
    const keys = await verifyVersion(file, shown);
    const { version, hash, inForce } = shown;
    yield { what: "version", version, hash, inForce, signed: shown.signatures.length };
    yield* hands(shown, keys);
  }
  if (drafted(file) !== file.versions.length) throw new Finding("FILE", "not all versions are shown");
  const { agreement, negotiation } = file.records;
  yield { what: "record", commits: agreement.entries.length, before: negotiation.entries.length };
  const head = await finding("HEAD", () => readHead(file.head, key));
  await finding("LOG", () => inLog(file, head));
  yield { what: "log", origin: head.origin, sizes: head.trees };
  if (older) {
    await finding("OLDER", () => grown(file, head, key, older));
    yield { what: "older" };
  }
}

/** Whose signatures a version has, by the names that the signed document itself gives the seats. */
async function* hands(shown: ProofFile["versions"][number], keys: ReadonlyMap<string, Key>): AsyncGenerator<Held> {
  const names = seatNames(shown.document);
  for (const { seat: id, key: keyId, signedAt } of shown.signatures) {
    const seat = names.get(id) ?? id;
    const key = keys.get(keyId);
    if (!key) yield { what: "keyless", seat };
    else
      yield { what: "signature", seat, person: key.person, fingerprint: await fingerprint(key.public), at: signedAt };
  }
}

function seatNames(document: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const read = parse(document);
  const preamble = isRecord(read) ? read.preamble : null;
  for (const list of isRecord(preamble) ? [preamble.seats, preamble.missing] : []) {
    for (const each of isList(list) ? list : []) {
      if (isRecord(each) && typeof each.seat === "string" && typeof each.name === "string")
        names.set(each.seat, each.name);
    }
  }
  return names;
}

/** How many versions the record knows. */
function drafted({ records }: ProofFile): number {
  const bodies = records.agreement.entries.map(({ body }) => new TextDecoder().decode(base64(body)));
  const events = bodies.flatMap((body) => {
    const commit = parse(body);
    return isRecord(commit) && isList(commit.events) ? commit.events : [];
  });
  return events.filter((event) => isRecord(event) && event.type === "agreements.drafted.v1").length;
}

/** Every commit of the file lies in the log of its stream. */
async function inLog({ records, paths }: ProofFile, head: Head): Promise<void> {
  const logs: readonly (readonly [string, readonly Stored[]])[] = [
    ["agreements", [records.agreement]],
    ["negotiation", [records.negotiation]],
    ["registry", records.keys],
  ];
  for (const [stream, stored] of logs) {
    const other = stored.find((record) => record.stream !== stream);
    if (other) throw new Error(`a record is of ${other.stream}, not of ${stream}`);
    const entries = stored.flatMap((record) => record.entries);
    const proofs = paths.findLast((each) => each.stream === stream)?.paths ?? [];
    if (proofs.length !== entries.length)
      throw new Error(`${proofs.length} paths for ${entries.length} commits of ${stream}`);
    for (const [place, entry] of entries.entries()) await lies(treeOf(head, stream), entry, proofs[place] ?? []);
  }
}

async function lies({ stream, size, root }: Tree, { sequence, body }: Entry, path: readonly string[]): Promise<void> {
  const there = await included(size, root, sequence - 1, await leaf(base64(body)), path.map(hash));
  if (!there) throw new Error(`${stream}: sequence ${sequence} is not what the head says`);
}

/** The file's head continues an older one. */
async function grown(file: ProofFile, head: Head, key: string, noted: string): Promise<void> {
  const older = await readHead(noted, key);
  for (const tree of older.trees) {
    const now = treeOf(head, tree.stream);
    if (tree.size === 0) continue;
    if (tree.size > now.size) throw new Error(`${tree.stream}: it was longer by ${tree.size - now.size}`);
    const path = file.since.find(({ stream, size }) => stream === tree.stream && size === tree.size)?.path ?? [];
    const same = tree.size === now.size && tree.root.every((byte, place) => byte === now.root[place]);
    if (!same && !(await continues(tree.size, tree.root, now.size, now.root, path.map(hash)))) {
      throw new Error(`${tree.stream}: it does not continue what was shown before`);
    }
  }
}

function hash(encoded: string): Uint8Array {
  const bytes = base64(encoded);
  if (bytes.length !== 32) throw new Error("a path with something that is no hash");
  return bytes;
}
