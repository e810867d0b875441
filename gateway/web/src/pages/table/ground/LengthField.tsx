import { NativeSelect, TextInput } from "@mantine/core";
import { useField } from "../../../ui/form";
import { useGroundWords } from "../../../words/ground";

const units = ["D", "TH", "TM", "TS"] as const;

/** A length of time: a number and its unit, as ISO 8601 for the server. */
export function LengthField({ name, label }: { readonly name: string; readonly label: string }) {
  const say = useGroundWords();
  const { id, value, set, error } = useField<string>(name);
  const { amount, unit } = parted(value);
  return (
    <div className="ground-length">
      <TextInput
        id={id}
        label={label}
        value={amount}
        error={error}
        inputMode="numeric"
        autoComplete="off"
        onChange={(event) => set(joined(event.currentTarget.value, unit))}
      />
      <NativeSelect
        aria-label={say("unitOf", { rule: label })}
        value={unit}
        data={units.map((each) => ({ value: each, label: say(`unit.${each}`) }))}
        onChange={(event) => set(joined(amount, event.currentTarget.value))}
      />
    </div>
  );
}

/** `PT48H` → 48 hours; what has several units stays as it is written. */
function parted(value: string): { readonly amount: string; readonly unit: string } {
  const found = /^P(T?)([^A-Z]*)([DHMSW])$/.exec(value);
  if (!found) return { amount: value, unit: "D" };
  const [, time = "", amount = "", letter = "D"] = found;
  return letter === "W" ? { amount: String(Number(amount) * 7), unit: "D" } : { amount, unit: `${time}${letter}` };
}

function joined(amount: string, unit: string): string {
  const number = amount.trim();
  if (number.startsWith("P")) return number;
  return unit.startsWith("T") ? `PT${number}${unit.slice(1)}` : `P${number}${unit}`;
}
