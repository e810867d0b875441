import { base64, hex, sha256, text } from "./bytes";
import { isList, isRecord, type Json, parse } from "./json";

// A record is the history of one thing: commits in the bytes that are stored,
// each naming the hash of the one before.

export interface Entry {
  readonly sequence: number;
  readonly body: string;
}

export interface Stored {
  readonly stream: string;
  readonly entries: readonly Entry[];
  readonly head: string;
}

export interface Event {
  readonly type: string;
  readonly data: Readonly<Record<string, Json>>;
}

export interface Commit {
  readonly aggregate: string;
  readonly version: number;
  readonly prev: string;
  readonly at: string;
  readonly actor: string;
  readonly cause: string;
  readonly mandate: string;
  readonly events: readonly Event[];
  readonly sequence: number;
  readonly hash: string;
}

/** Verifies a record from its first commit to its head, and returns the commits. */
export async function chain(aggregate: string, record: Stored): Promise<readonly Commit[]> {
  const commits: Commit[] = [];
  let [prev, after] = ["", 0];
  for (const [place, entry] of record.entries.entries()) {
    const commit = await readCommit(entry);
    const broken = link(commit, { aggregate, prev, version: place + 1, after });
    if (broken) throw new Error(`version ${place + 1}: ${broken}`);
    commits.push(commit);
    [prev, after] = [commit.hash, commit.sequence];
  }
  if (record.head === "" || prev !== record.head) throw new Error("it does not end at its head");
  return commits;
}

interface Place {
  readonly aggregate: string;
  readonly prev: string;
  readonly version: number;
  readonly after: number;
}

function link(commit: Commit, { aggregate, prev, version, after }: Place): string | null {
  if (commit.version !== version) return `it calls itself version ${commit.version}`;
  if (commit.aggregate !== aggregate) return `it is of ${commit.aggregate}`;
  if (commit.prev !== prev) return `it follows ${commit.prev || "nothing"}, the one before is ${prev || "none"}`;
  return commit.sequence > after ? null : `sequence ${commit.sequence} after ${after}`;
}

async function readCommit({ sequence, body }: Entry): Promise<Commit> {
  const bytes = base64(body);
  const value = parse(text(bytes));
  if (!isRecord(value)) throw new Error("a commit that is no object");
  const { authority = null, events = null } = value;
  return {
    aggregate: string(value, "aggregate"),
    version: typeof value.version === "number" ? value.version : 0,
    prev: string(value, "prev"),
    at: string(value, "at"),
    actor: string(value, "actor"),
    cause: string(value, "cause"),
    mandate: isRecord(authority) ? string(authority, "mandate") : "",
    events: isList(events) ? events.map(readEvent) : [],
    sequence,
    hash: hex(await sha256(bytes)),
  };
}

function readEvent(value: Json): Event {
  if (!isRecord(value) || !isRecord(value.data)) throw new Error("an event without its data");
  return { type: string(value, "type"), data: value.data };
}

/** A text of an object; "" where there is none, a fault where it is something else. */
export function string(value: Readonly<Record<string, Json>>, name: string): string {
  const found = value[name] ?? "";
  if (typeof found !== "string") throw new Error(`${name} is no text`);
  return found;
}
