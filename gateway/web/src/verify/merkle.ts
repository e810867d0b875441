import { same, sha256 } from "./bytes";

// The Merkle trees of RFC 6962, verified as RFC 9162 describes it (2.1.3.2 and
// 2.1.4.2). Sizes are numbers below 2^53: halved with Math.floor, not by bits.

type Hash = Uint8Array;

export const leaf = (body: Uint8Array): Promise<Hash> => sha256(Uint8Array.of(0), body);
const node = (left: Hash, right: Hash): Promise<Hash> => sha256(Uint8Array.of(1), left, right);
const half = (number: number): number => Math.floor(number / 2);
const odd = (number: number): boolean => number % 2 === 1;

/** True if a tree of this size and root has the leaf at this place. */
export async function included(size: number, root: Hash, place: number, leaf: Hash, path: readonly Hash[]) {
  if (place < 0 || place >= size) return false;
  let [at, last, found] = [place, size - 1, leaf];
  for (const next of path) {
    if (last === 0) return false;
    if (odd(at) || at === last) {
      found = await node(next, found);
      while (!odd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      found = await node(found, next);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(found, root);
}

/** True if the newer tree begins with all of the older one, which is neither empty nor as large. */
export async function continues(older: number, oldRoot: Hash, newer: number, newRoot: Hash, path: readonly Hash[]) {
  if (older <= 0 || older >= newer) return false;
  const hashes = wholePower(older) ? [oldRoot, ...path] : [...path];
  const first = hashes.shift();
  if (!first) return false;
  let [at, last] = [older - 1, newer - 1];
  while (odd(at)) [at, last] = [half(at), half(last)];
  let [before, after] = [first, first];
  for (const next of hashes) {
    if (last === 0) return false;
    if (odd(at) || at === last) {
      before = await node(next, before);
      after = await node(next, after);
      while (!odd(at) && at !== 0) [at, last] = [half(at), half(last)];
    } else {
      after = await node(after, next);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && same(before, oldRoot) && same(after, newRoot);
}

function wholePower(size: number): boolean {
  let rest = size;
  while (rest > 1 && !odd(rest)) rest = half(rest);
  return rest === 1;
}
