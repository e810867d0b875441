import { utf8 } from "./bytes";
import { Finding } from "./finding";
import { write } from "./json";
import { publicKey, signedBy } from "./key";
import type { Key } from "./keys";
import type { Commit, Event } from "./record";
import { string } from "./record";

/** How far the moment that a statement names may lie from its commit's: five minutes. */
const near = 5 * 60_000;

/** A signature as its event has it. */
export interface Written {
  readonly signature: string;
  readonly seat: string;
  readonly hash: string;
  readonly key: string;
  readonly signedAt: string;
  readonly bytes: string;
  readonly version: number;
  readonly organization: string;
  readonly person: string;
  readonly public: string;
  readonly registry: number;
}

export function written({ data }: Event): Written {
  const number = (name: string) => (typeof data[name] === "number" ? (data[name] as number) : 0);
  return {
    signature: string(data, "signature"),
    seat: string(data, "seat"),
    hash: string(data, "hash"),
    key: string(data, "key"),
    signedAt: string(data, "signedAt"),
    bytes: string(data, "bytes"),
    version: number("version"),
    organization: string(data, "organization"),
    person: string(data, "person"),
    public: string(data, "public"),
    registry: number("registry"),
  };
}

/** What was signed, in just its bytes. */
export function statement(agreement: string, w: Omit<Written, "signature" | "bytes">, mandate: string): string {
  return write({
    agreement,
    at: w.signedAt,
    hash: w.hash,
    mandate,
    organization: w.organization,
    person: w.person,
    purpose: "parley.sign.1",
    seat: w.seat,
    version: w.version,
  });
}

/** Verifies that a signature is this person's, with a key that was theirs then, over what the record says. */
export async function verifySignature(
  agreement: string,
  commit: Commit,
  w: Written,
  keys: ReadonlyMap<string, Key>,
): Promise<void> {
  const wrong = (why: string) => new Finding("KEY", `signature ${w.signature}: ${why}`);
  const key = keys.get(w.key);
  if (!key) throw wrong(`the registration of key ${w.key} is not there`);
  if (key.person !== w.person || commit.actor !== w.person)
    throw wrong(`${w.person} signs with a key of ${key.person}`);
  if (key.public !== w.public) throw wrong("the key that is registered is another one");
  if (key.since > w.registry) throw wrong("the key was registered after it");
  if (key.until !== 0 && key.until <= w.registry) throw wrong("the key was revoked before it");
  const late = outOfTime(commit.at, w.signedAt, key);
  if (late) throw wrong(late);
  let half: Uint8Array<ArrayBuffer>;
  try {
    half = publicKey(w.public);
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : "no key");
  }
  const signed = statement(agreement, w, commit.mandate);
  if (!(await signedBy(half, utf8(signed), w.bytes))) {
    throw new Finding("SIGNATURE", `signature ${w.signature}: it is not over ${signed}`);
  }
}

/** Streams have clocks of their own: between two of them only sequences are exact. */
function outOfTime(committed: string, signed: string, key: Key): string | null {
  const [at, said, since] = [committed, signed, key.registered].map(instant) as [number, number, number];
  if (!(Math.abs(at - said) <= near)) return `it says ${signed} and was recorded at ${committed}`;
  if (!(since - said <= near)) return `it says ${signed} and its key is of ${key.registered}`;
  if (key.revoked && !(said - instant(key.revoked) <= near)) return `its key was revoked at ${key.revoked}`;
  return null;
}

/** NaN where it is none, which lies near nothing. */
function instant(at: string): number {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) ? Date.parse(at) : Number.NaN;
}
