// The keys that people sign with are made here and stay here: the browser keeps
// the secret half where no script can read it out, ours included.

/** A key of a person on this device. */
export interface Pen {
  readonly person: string;
  /** The public half: 32 bytes in base64. */
  readonly public: string;
  /** The signature over a text in just its bytes, in base64. */
  readonly sign: (text: string) => Promise<string>;
}

interface Kept {
  readonly person: string;
  readonly public: string;
  readonly secret: CryptoKey;
}

const name = "parley";
const drawer = "pens";

/** The pens of a person on this device, the oldest first. */
export async function pensOf(person: string): Promise<readonly Pen[]> {
  const store = await open("readonly");
  const all = await asked<Kept[]>(store.getAll());
  return all.filter((kept) => kept.person === person).map(pen);
}

/** Makes a pen. It signs for nobody until its public half is registered. */
export async function newPen(person: string): Promise<Pen> {
  const pair = (await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const kept: Kept = { person, public: base64(raw), secret: pair.privateKey };
  const store = await open("readwrite");
  await asked(store.put(kept));
  return pen(kept);
}

/** Throws a pen away: it signs nothing more, here or anywhere. */
export async function dropPen(publicHalf: string): Promise<void> {
  const store = await open("readwrite");
  await asked(store.delete(publicHalf));
}

/** What proves that whoever registers a key holds its secret half: signed in just these bytes. */
export function possession({ person, public: half }: Pen): string {
  return JSON.stringify({ person, public: half, purpose: "parley.key.1" });
}

function pen({ person, public: half, secret }: Kept): Pen {
  const sign = async (text: string) =>
    base64(new Uint8Array(await crypto.subtle.sign("Ed25519", secret, new TextEncoder().encode(text))));
  return { person, public: half, sign };
}

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

async function open(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(drawer, { keyPath: "public" });
  const base = await asked(request);
  return base.transaction(drawer, mode).objectStore(drawer);
}

function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
