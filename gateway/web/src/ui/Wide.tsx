import { type ReactNode, useEffect, useRef, useState } from "react";
import { useAppWords } from "../words/app";

/** The frame of a table, which scrolls sideways where the table is wider than the page; then keys scroll it too. */
export function Wide({ children }: { readonly children: ReactNode }) {
  const say = useAppWords();
  const frame = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const watch = new ResizeObserver(() => setScrolls(element.scrollWidth > element.clientWidth));
    watch.observe(element);
    for (const child of element.children) watch.observe(child);
    return () => watch.disconnect();
  }, []);
  return (
    <div ref={frame} className="tablewrap" {...(scrolls && { role: "group", "aria-label": say("wide"), tabIndex: 0 })}>
      {children}
    </div>
  );
}
