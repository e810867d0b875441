import { base64, text } from "./bytes";
import { isRecord, parse } from "./json";
import { type Commit, chain, type Stored, string } from "./record";

/** A public key as its record tells of it. */
export interface Key {
  readonly person: string;
  readonly public: string;
  /** Sequence of its registration. */
  readonly since: number;
  /** Of its revocation; 0 if there is none. */
  readonly until: number;
  readonly registered: string;
  readonly revoked: string;
}

/** Reads the records of the keys, by their ids. */
export async function readKeys(records: readonly Stored[]): Promise<ReadonlyMap<string, Key>> {
  const keys = new Map<string, Key>();
  for (const record of records) {
    const id = named(record);
    if (keys.has(id)) throw new Error(`key ${id}: it has two records`);
    keys.set(id, told(await chain(id, record)));
  }
  return keys;
}

/** The id that the first commit gives: the chain holds all others against it. */
function named({ entries: [first] }: Stored): string {
  if (!first) throw new Error("a key's record is empty");
  const value = parse(text(base64(first.body)));
  return isRecord(value) ? string(value, "aggregate") : "";
}

type Growing = { -readonly [K in keyof Key]: Key[K] };

/** What the commits of a key tell of it. */
function told(commits: readonly Commit[]): Key {
  const key: Growing = { person: "", public: "", since: 0, until: 0, registered: "", revoked: "" };
  for (const { actor, at, sequence, events } of commits) {
    for (const { type, data } of events) {
      if (type === "registry.key_registered.v1") {
        const person = string(data, "person");
        if (key.person !== "" || actor !== person) throw new Error(`${actor} registers a key for ${person}`);
        Object.assign(key, { person, public: string(data, "public"), since: sequence, registered: at });
      }
      if (type === "registry.key_revoked.v1" && key.until === 0) Object.assign(key, { until: sequence, revoked: at });
    }
  }
  return key;
}
