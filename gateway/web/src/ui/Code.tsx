import { correction, generate } from "lean-qr";
import { useMemo } from "react";
import "./code.css";

interface CodeProps {
  readonly value: string;
  /** What the picture is of, for whoever does not see it. */
  readonly label: string;
}

/** An address as a picture that telephones read: black on white in every theme. Import it lazily. */
export function Code({ value, label }: CodeProps) {
  const { size, squares } = useMemo(() => drawn(value), [value]);
  return (
    <svg className="code" viewBox={`-4 -4 ${size + 8} ${size + 8}`} role="img" aria-label={label}>
      <rect x={-4} y={-4} width={size + 8} height={size + 8} fill="#fff" />
      <path d={squares} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}

function drawn(value: string): { size: number; squares: string } {
  const code = generate(value, { minCorrectionLevel: correction.M });
  let squares = "";
  for (let y = 0; y < code.size; y++) {
    for (let x = 0; x < code.size; x++) if (code.get(x, y)) squares += `M${x} ${y}h1v1h-1z`;
  }
  return { size: code.size, squares };
}
