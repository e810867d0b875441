import { Checkbox, NativeSelect, PasswordInput, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { useField } from "./form";

interface FieldProps {
  /** The name in the input; of nested ones the path, `visions.person`. */
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly required?: boolean;
}

interface TextProps extends FieldProps {
  /** More than one line. */
  readonly rows?: number;
  readonly kind?: "text" | "email" | "search" | "date" | "datetime-local" | "time" | "url";
  readonly autoComplete?: string;
  /** Numbers are typed and kept as text: what was typed stays, right or wrong. */
  readonly numeric?: boolean;
  readonly suffix?: string;
}

/** Text in the reader's own words. How long it may be the server says. */
export function TextField({ name, rows, kind = "text", autoComplete = "off", numeric, suffix, ...rest }: TextProps) {
  const { id, value, set, error } = useField<string>(name);
  const shared = { id, value, error, autoComplete, dir: "auto", ...rest };
  if (rows)
    return (
      <Textarea
        {...shared}
        rows={rows}
        autosize
        minRows={rows}
        maxRows={24}
        onChange={(e) => set(e.currentTarget.value)}
      />
    );
  return (
    <TextInput
      {...shared}
      type={kind}
      inputMode={numeric ? "decimal" : undefined}
      rightSection={suffix}
      rightSectionWidth={suffix ? 64 : undefined}
      onChange={(e) => set(e.currentTarget.value)}
    />
  );
}

/** Never kept as a draft: use it in a form without one. */
export function PasswordField({ name, autoComplete, ...rest }: FieldProps & { readonly autoComplete: string }) {
  const { id, value, set, error } = useField<string>(name);
  return (
    <PasswordInput
      {...rest}
      id={id}
      value={value}
      error={error}
      autoComplete={autoComplete}
      onChange={(e) => set(e.currentTarget.value)}
    />
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** One of many. */
export function SelectField({ name, choices, ...rest }: FieldProps & { readonly choices: readonly Choice[] }) {
  const { id, value, set, error } = useField<string>(name);
  const data = choices.map(({ value: each, label }) => ({ value: each, label }));
  return (
    <NativeSelect
      {...rest}
      id={id}
      data={data}
      value={value}
      error={error}
      onChange={(e) => set(e.currentTarget.value)}
    />
  );
}

/** One of few, each with a sentence. */
export function ChoiceField({ name, choices, ...rest }: FieldProps & { readonly choices: readonly Choice[] }) {
  const { value, set, error } = useField<string>(name);
  return (
    <Radio.Group {...rest} value={value} error={error} onChange={set}>
      <Stack gap="xs" mt="xs">
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} label={choice.label} description={choice.description} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

export function CheckField({ name, ...rest }: FieldProps) {
  const { id, value, set, error } = useField<boolean>(name);
  return <Checkbox {...rest} id={id} checked={value} error={error} onChange={(e) => set(e.currentTarget.checked)} />;
}
