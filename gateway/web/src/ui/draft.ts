// Drafts stay on the device where they are typed, apart for each person who
// uses it.

const place = (person: string, key: string) => `parley.draft.${person}.${key}`;

export function keep(person: string, key: string, value: unknown): void {
  try {
    localStorage.setItem(place(person, key), JSON.stringify(value));
  } catch {
    // A full or closed store keeps no drafts; typing goes on.
  }
}

export function restore<T>(person: string, key: string): Partial<T> | null {
  try {
    const kept = localStorage.getItem(place(person, key));
    return kept ? (JSON.parse(kept) as Partial<T>) : null;
  } catch {
    return null;
  }
}

export function discard(person: string, key: string): void {
  try {
    localStorage.removeItem(place(person, key));
  } catch {
    // Nothing was kept.
  }
}
