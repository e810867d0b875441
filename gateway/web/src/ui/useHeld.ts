import { useState } from "react";

/** What was there last: while somebody becomes another person, and after what they answered is over. */
export function useHeld<T>(value: T | null | undefined): T | null {
  const [held, hold] = useState<T | null>(value ?? null);
  if (value && value !== held) hold(value);
  return value ?? held;
}
