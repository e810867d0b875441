import { useEffect, useState } from "react";

/** How many of a long list to show: some at once, then some more with each frame, so that no frame is long. */
export function useGradually(all: number, some: number): number {
  const [shown, setShown] = useState(some);
  useEffect(() => {
    if (shown >= all) return;
    const frame = requestAnimationFrame(() => setShown((was) => was + some));
    return () => cancelAnimationFrame(frame);
  }, [shown, all, some]);
  return Math.min(shown, all);
}
