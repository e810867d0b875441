// How far somebody has read stays on the device where they read: nobody else
// is told.
import { useCallback, useSyncExternalStore } from "react";
import { useSession } from "../../../app/session";

const place = (person: string) => `parley.read.${person}`;
const listeners = new Set<() => void>();

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function stored(person: string): string {
  try {
    return localStorage.getItem(place(person)) ?? "{}";
  } catch {
    return "{}";
  }
}

function marks(text: string): Readonly<Record<string, number>> {
  try {
    return JSON.parse(text) as Record<string, number>;
  } catch {
    return {};
  }
}

/** The number of the last message read in each room, and how to mark more as read. */
export function useRead() {
  const person = useSession().viewer?.id ?? "";
  const text = useSyncExternalStore(listen, () => stored(person));
  const mark = useCallback(
    (room: string, number: number) => {
      const read = marks(stored(person));
      if ((read[room] ?? 0) >= number) return;
      try {
        localStorage.setItem(place(person), JSON.stringify({ ...read, [room]: number }));
      } catch {
        return; // a full or closed store keeps no marks
      }
      for (const listener of listeners) listener();
    },
    [person],
  );
  return { read: marks(text), mark };
}
