import { useCallback, useEffect, useRef, useState } from "react";
import { Refused } from "./ask";
import { grant, type House, look, type Wish } from "./house";

/** What was asked for last and did not happen, and why. */
export interface Trouble {
  /** The server's own sentence; without one it did not answer. */
  readonly sentence: string | null;
  /** What was wished for; null where the house was only looked at. */
  readonly wished: Wish | null;
}

/** The house as it was last seen, and how to wish for something in it. */
export function useHouse(language: string) {
  const [house, setHouse] = useState<House | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);
  const spoken = useRef(language);
  const working = useRef(false);
  spoken.current = language;

  const wish = useCallback(async (wished: Wish | null) => {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    try {
      if (wished) await grant(wished, spoken.current);
      setHouse(await look(spoken.current));
      setTrouble(null);
    } catch (failure) {
      setTrouble({ sentence: failure instanceof Refused ? failure.message : null, wished });
    }
    working.current = false;
    setBusy(false);
  }, []);

  useEffect(() => {
    void wish(null);
  }, [wish]);

  return { house, trouble, busy, wish };
}
