import { type ReactNode, useState } from "react";
import "./fold.css";

interface FoldProps {
  readonly label: ReactNode;
  readonly children: ReactNode;
  /** Unfolded to begin with. */
  readonly open?: boolean;
}

/** What is not needed at every moment. What lies inside is made when it is first unfolded. */
export function Fold({ label, children, open = false }: FoldProps) {
  const [seen, setSeen] = useState(open);
  return (
    <details className="fold" open={open || undefined} onToggle={(event) => event.currentTarget.open && setSeen(true)}>
      <summary>{label}</summary>
      {seen && <div className="foldbody">{children}</div>}
    </details>
  );
}
