// What this browser has seen of an installation before: its key and its newest
// head. Whoever shows it another history later is found out.

export interface Noted {
  readonly key: string;
  readonly head: string;
}

const name = "parley.head";

export function noted(): Noted | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(name) ?? "null");
    const { key, head } = (found ?? {}) as Partial<Noted>;
    return typeof key === "string" && typeof head === "string" ? { key, head } : null;
  } catch {
    return null;
  }
}

export function note(seen: Noted): void {
  try {
    localStorage.setItem(name, JSON.stringify(seen));
  } catch {
    // Storage that is full or shut: the next file is held against nothing.
  }
}
