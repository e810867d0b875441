import { TextInput } from "@mantine/core";
import { useState } from "react";
import { whole } from "./preferences";

interface SlideProps {
  readonly label: string;
  /** Also said of the field in which the number is typed. */
  readonly unit: string;
  /** Thousandths. */
  readonly value: number;
  readonly set: (value: number) => void;
}

/** A share of the whole: moved with mouse, finger or arrow keys, or typed. */
export function Slide({ label, unit, value, set }: SlideProps) {
  const [typing, setTyping] = useState<string | null>(null);
  const commit = () => {
    const number = Number((typing ?? "").replace(",", ".").replace("%", ""));
    if (typing !== null && typing.trim() !== "" && Number.isFinite(number)) set(Math.round(number * 10));
    setTyping(null);
  };
  return (
    <div className="seal-slide">
      <input
        type="range"
        aria-label={label}
        min={0}
        max={whole}
        step={5}
        value={value}
        onChange={(event) => set(Number(event.currentTarget.value))}
      />
      <TextInput
        aria-label={`${label}, ${unit}`}
        inputMode="decimal"
        w={84}
        size="xs"
        rightSection={<span className="small">%</span>}
        value={typing ?? String(value / 10)}
        onChange={(event) => setTyping(event.currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          commit();
        }}
      />
    </div>
  );
}
