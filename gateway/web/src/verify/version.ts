import { hex, sha256, utf8 } from "./bytes";
import type { ProofFile, Shown, ShownSignature } from "./file";
import { Finding, finding } from "./finding";
import { isList, isRecord, type Json, parse, write } from "./json";
import { type Key, readKeys } from "./keys";
import { type Commit, chain, string } from "./record";
import { verifySignature, type Written, written } from "./signature";

type Document = Readonly<Record<string, Json>>;

/** Verifies one version as it is shown against the record; returns the keys that it was signed with. */
export async function verifyVersion(file: ProofFile, shown: Shown): Promise<ReadonlyMap<string, Key>> {
  const commits = await finding("RECORD", () => chain(file.agreement, file.records.agreement));
  const document = await finding("DOCUMENT", () => readDocument(file, shown));
  const keys = await finding("KEY", () => readKeys(file.records.keys));
  const told = await finding("RECORD", () => history(file.agreement, shown, document, commits, keys));
  if (told.document !== shown.document) throw new Finding("DOCUMENT", "another document was drafted");
  if (spelled(told.signed) !== spelled(shown.signatures)) {
    throw new Finding("SIGNATURE", `${told.signed.length} signatures are recorded, and others are shown`);
  }
  if (told.inForce !== shown.inForce || told.inForce !== met(document, told)) {
    throw new Finding("FORCE", `in force is recorded as ${told.inForce}, shown as ${shown.inForce}`);
  }
  await finding("NEGOTIATION", () => follows(file, shown, document, commits));
  return keys;
}

async function readDocument(file: ProofFile, shown: Shown): Promise<Document> {
  const document = parse(shown.document);
  if (!isRecord(document) || write(document) !== shown.document) throw new Error("it is not in canonical form");
  const hash = hex(await sha256(utf8(shown.document)));
  if (hash !== shown.hash) throw new Error(`its hash is ${hash}, shown is ${shown.hash}`);
  if (document.agreement !== file.agreement || document.version !== shown.version) {
    throw new Error("it is of another agreement, or another version");
  }
  return document;
}

/** What the record says about one version. */
interface History {
  document: string;
  readonly signed: Written[];
  /** By seat: when it signed. */
  readonly at: Map<string, string>;
  inForce: boolean;
}

async function history(
  agreement: string,
  shown: Shown,
  document: Document,
  commits: readonly Commit[],
  keys: ReadonlyMap<string, Key>,
): Promise<History> {
  const told: History = { document: "", signed: [], at: new Map(), inForce: false };
  for (const commit of commits) {
    for (const event of commit.events) {
      if (event.data.version !== shown.version) continue;
      switch (event.type) {
        case "agreements.drafted.v1":
          told.document = string(event.data, "document");
          break;
        case "agreements.signed.v1": {
          const w = written(event);
          counts(commit, w, shown, told);
          if (w.key) await verifySignature(agreement, commit, w, keys);
          else if (document.format !== "parley.agreement.1" || w.bytes) throw keyless(w);
          told.signed.push(w);
          told.at.set(w.seat, commit.at);
          break;
        }
        case "agreements.entered_into_force.v1":
          told.inForce = true;
          break;
        case "agreements.voided.v1":
        case "agreements.lapsed.v1":
          told.inForce = false;
      }
    }
  }
  return told;
}

/** Only signatures from before people had keys have none. */
function keyless({ signature }: Written): Finding {
  return new Finding("SIGNATURE", `signature ${signature}: it has no key`);
}

/** Refuses a signature that binds nobody. */
function counts(commit: Commit, w: Written, shown: Shown, told: History): void {
  const wrong = (why: string) => new Finding("SIGNATURE", `signature ${w.signature}: ${why}`);
  if (w.hash !== shown.hash) throw wrong(`it is over ${w.hash}`);
  if (told.at.has(w.seat)) throw wrong("the seat has signed before");
  if (!commit.mandate) throw wrong("no mandate is recorded");
}

function spelled(signatures: readonly ShownSignature[]): string {
  const lines = signatures.map((s) => [s.seat, s.signature, s.hash, s.key, s.signedAt, s.bytes]);
  return JSON.stringify(lines.map((line) => JSON.stringify(line)).sort());
}

/** True if every seat of whom the document says so has signed in time. */
function met({ entry = null }: Document, told: History): boolean {
  if (!isRecord(entry) || !isList(entry.seats) || entry.seats.length === 0) return false;
  const by = string(entry, "by");
  return entry.seats.every((seat) => {
    const at = typeof seat === "string" ? told.at.get(seat) : undefined;
    return at !== undefined && at < by; // instants of the record all have one length
  });
}

/** Holds the document against the commit of the negotiation that fixed its text. */
async function follows(file: ProofFile, shown: Shown, document: Document, commits: readonly Commit[]): Promise<void> {
  const table = await chain(file.negotiation, file.records.negotiation);
  const drafted = (commit: Commit) =>
    commit.events.some(({ type, data }) => type === "agreements.drafted.v1" && data.hash === shown.hash);
  const cause = commits.find(drafted)?.cause;
  const fixed = table.find(({ version }) => `${file.negotiation}/${version}` === cause);
  if (!fixed) throw new Error("what the draft was caused by is not in it");
  const says = fixed.events.some(
    ({ type, data }) =>
      type === "negotiation.text_fixed.v1" &&
      data.decision === document.decision &&
      data.package === document.package &&
      document.negotiation === file.negotiation &&
      terms(data.terms) === terms(document.clauses),
  );
  if (!says) throw new Error(`${cause} fixed another text`);
}

/** What terms and the clauses made of them have in common, in one form. */
function terms(list: Json | undefined): string {
  if (!isList(list)) return "none";
  return write(list.map((each) => (isRecord(each) ? part(each) : null)));
}

function part({ term = null, key = null, value = null, text = null }: Document): Json {
  return { term, key, value, text };
}
