import { Checkbox, Group, NativeSelect, Radio, Textarea, TextInput } from "@mantine/core";
import { useFormat } from "../../../ui/format";
import { plain } from "../../../ui/text";
import { useTableWords } from "../../../words/table";
import { useOptionWords } from "./useValueWords";
import type { Term, Typed } from "./value";

interface FieldProps {
  readonly term: Term;
  readonly value: Typed | undefined;
  readonly set: (value: Typed) => void;
  /** The server's sentence about this value. */
  readonly error?: string | undefined;
  /** Only screen readers hear the label: the row says it to eyes. */
  readonly quiet?: boolean;
}

/** The control for one term's value, by its kind. Empty leaves the term open. */
export function ValueField(props: FieldProps) {
  const { term } = props;
  if (term.kind === "shares") return <Shares {...props} />;
  if (term.kind === "choices") return <Several {...props} />;
  if (term.kind === "yesNo") return <YesNo {...props} />;
  if (term.kind === "text") return <Words {...props} />;
  if (term.options.length > 0) return <OneOf {...props} />;
  if (term.kind === "duration") return <LengthOfTime {...props} />;
  return <OneValue {...props} />;
}

const text = (value: Typed | undefined) => (typeof value === "string" ? value : "");

function OneValue({ term, value, set, error, quiet }: FieldProps) {
  const hint = useBounds(term);
  const suffix = term.kind === "money" ? (term.currency ?? "EUR") : term.kind === "percentage" ? "%" : term.unit;
  return (
    <TextInput
      label={quiet ? undefined : plain(term.name)}
      aria-label={quiet ? plain(term.name) : undefined}
      description={hint}
      type={term.kind === "date" ? "date" : "text"}
      inputMode={term.kind === "date" ? undefined : "decimal"}
      rightSection={suffix && <span className="small">{plain(suffix)}</span>}
      rightSectionWidth={suffix ? 72 : undefined}
      value={text(value)}
      error={error}
      autoComplete="off"
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

function OneOf({ term, value, set, error, quiet }: FieldProps) {
  const say = useTableWords();
  const option = useOptionWords();
  return (
    <NativeSelect
      label={quiet ? undefined : plain(term.name)}
      aria-label={quiet ? plain(term.name) : undefined}
      value={text(value)}
      error={error}
      data={[
        { value: "", label: say("value.leaveOpen") },
        ...term.options.map(({ key }) => ({ value: key, label: option(term, key) })),
      ]}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

function YesNo({ term, value, set, error, quiet }: FieldProps) {
  const say = useTableWords();
  const label = (key: "yes" | "no") =>
    plain(term.options.find((option) => option.key === key)?.label ?? say(`value.${key}`));
  return (
    <Radio.Group
      label={quiet ? undefined : plain(term.name)}
      aria-label={quiet ? plain(term.name) : undefined}
      value={text(value)}
      error={error}
      onChange={set}
    >
      <Group gap="md">
        <Radio value="yes" label={label("yes")} />
        <Radio value="no" label={label("no")} />
        <Radio value="" label={say("value.leaveOpen")} />
      </Group>
    </Radio.Group>
  );
}

function Words({ term, value, set, error, quiet }: FieldProps) {
  return (
    <Textarea
      label={quiet ? undefined : plain(term.name)}
      aria-label={quiet ? plain(term.name) : undefined}
      dir="auto"
      autosize
      minRows={2}
      maxRows={16}
      value={text(value)}
      error={error}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}

function Several({ term, value, set, error, quiet }: FieldProps) {
  const chosen = Array.isArray(value) ? (value as readonly string[]) : [];
  const option = useOptionWords();
  return (
    <Checkbox.Group
      label={quiet ? undefined : plain(term.name)}
      aria-label={quiet ? plain(term.name) : undefined}
      value={[...chosen]}
      error={error}
      onChange={set}
    >
      <Group gap="md">
        {term.options.map(({ key }) => (
          <Checkbox key={key} value={key} label={option(term, key)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

const units = ["D", "W", "M", "Y", "H"] as const;

function LengthOfTime({ term, value, set, error, quiet }: FieldProps) {
  const say = useTableWords();
  const found = /^P(T?)(\d*)([DWMYH])$/.exec(text(value));
  const amount = found?.[2] ?? "";
  const unit = (found?.[3] as (typeof units)[number]) ?? "D";
  const change = (nextAmount: string, nextUnit: string) =>
    set(nextAmount === "" ? "" : `P${nextUnit === "H" ? "T" : ""}${nextAmount.replace(/\D/g, "")}${nextUnit}`);
  return (
    <div className="row">
      <TextInput
        label={quiet ? undefined : plain(term.name)}
        aria-label={quiet ? plain(term.name) : undefined}
        inputMode="numeric"
        w={90}
        value={amount}
        error={error}
        onChange={(event) => change(event.currentTarget.value, unit)}
      />
      <NativeSelect
        aria-label={say("value.unitOf", { term: plain(term.name) })}
        value={unit}
        data={units.map((each) => ({ value: each, label: say(`value.units.${each}`) }))}
        onChange={(event) => change(amount, event.currentTarget.value)}
      />
    </div>
  );
}

function Shares({ term, value, set, error, quiet }: FieldProps) {
  const say = useTableWords();
  const option = useOptionWords();
  const parts = typeof value === "object" && !Array.isArray(value) ? (value as Readonly<Record<string, string>>) : {};
  const id = `shares-${term.id}`;
  return (
    <fieldset className="table-shares" aria-describedby={error ? id : undefined}>
      <legend className={quiet ? "heard" : undefined}>{plain(term.name)}</legend>
      {term.options.map(({ key }) => (
        <TextInput
          key={key}
          label={option(term, key)}
          inputMode="decimal"
          rightSection={<span className="small">%</span>}
          value={parts[key] ?? ""}
          error={Boolean(error)}
          onChange={(event) => set({ ...parts, [key]: event.currentTarget.value })}
        />
      ))}
      <p id={id} role="status" className={error ? "table-wrong" : "small"}>
        {error ?? say("value.sharesHint")}
      </p>
    </fieldset>
  );
}

/** What the sheet says of the values of a number or date. */
function useBounds(term: Term): string | undefined {
  const say = useTableWords();
  const format = useFormat();
  const option = useOptionWords();
  const { min, max, step } = term;
  if (min === null && max === null && step === null) return undefined;
  const by = step && (term.kind === "date" ? format.duration(`P${step}D`) : option(term, step));
  return [
    min !== null && max !== null && say("value.between", { min: option(term, min), max: option(term, max) }),
    min !== null && max === null && say("value.atLeast", { min: option(term, min) }),
    min === null && max !== null && say("value.atMost", { max: option(term, max) }),
    by && say("value.inSteps", { step: by }),
  ]
    .filter(Boolean)
    .join(", ");
}
