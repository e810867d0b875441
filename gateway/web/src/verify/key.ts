import { base64, hex, sha256 } from "./bytes";

// Ed25519 (RFC 8032), strictly: a key and a signature have one form each, so
// that no two verifiers see two things.

const prime = 2n ** 255n - 19n;
const order = 2n ** 252n + 27742317777372353535851937790883648493n;
const curve = 0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3n;

/** The y of the points whose order divides 8: a key made of one verifies what nobody has signed. */
const smallOrder: readonly bigint[] = [
  0n,
  1n,
  prime - 1n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd83d3d706a17c7n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
];

/** Reads a public key of 32 bytes in base64; throws where it is none. */
export function publicKey(encoded: string): Uint8Array<ArrayBuffer> {
  const key = base64(encoded);
  if (key.length !== 32) throw new Error(`the key has ${key.length} bytes, not 32`);
  const y = little(key) % 2n ** 255n; // the last bit is the sign of x
  if (y >= prime) throw new Error("the key is not in its one form");
  if (smallOrder.includes(y)) throw new Error("the key is of small order");
  if (!onCurve(y)) throw new Error("the key is no point of the curve");
  return key;
}

/** True if a signature in base64 is this key's over these bytes. */
export async function signedBy(key: Uint8Array<ArrayBuffer>, bytes: Uint8Array<ArrayBuffer>, signature: string) {
  let given: Uint8Array<ArrayBuffer>;
  try {
    given = base64(signature);
  } catch {
    return false;
  }
  return given.length === 64 && little(given.subarray(32)) < order && verified(key, bytes, given);
}

/** What WebCrypto says. A browser without Ed25519 throws, which must not look like a bad signature. */
export async function verified(
  key: Uint8Array<ArrayBuffer>,
  bytes: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const imported = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", imported, signature, bytes);
}

/** True if this browser can verify signatures at all. */
export async function canVerify(): Promise<boolean> {
  try {
    const one = Uint8Array.from({ length: 32 }, (_, place) => (place === 0 ? 3 : 0));
    await crypto.subtle.importKey("raw", one, "Ed25519", false, ["verify"]);
    return true;
  } catch (error) {
    return error instanceof DOMException && error.name === "DataError";
  }
}

/** A public key as people read it to each other: the first ten bytes of its SHA-256, in groups. */
export async function fingerprint(encoded: string): Promise<string> {
  const sum = hex((await sha256(base64(encoded))).subarray(0, 10));
  return (sum.match(/.{4}/g) ?? []).join(" ");
}

function little(bytes: Uint8Array): bigint {
  return BigInt(`0x${hex(Uint8Array.from(bytes).reverse())}`);
}

/** Some x belongs to y exactly if (y²-1)(dy²+1) is a square: Euler's criterion. */
function onCurve(y: bigint): boolean {
  const square = (y * y) % prime;
  const product = ((((square - 1n) * (curve * square + 1n)) % prime) + prime) % prime;
  return product === 0n || power(product, (prime - 1n) / 2n) === 1n;
}

function power(base: bigint, exponent: bigint): bigint {
  let [result, factor] = [1n, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * factor) % prime;
    factor = (factor * factor) % prime;
  }
  return result;
}
