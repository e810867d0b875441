import { Checkbox, Stack } from "@mantine/core";
import { useField } from "../../ui/form";

interface SeveralProps {
  readonly name: string;
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly description?: string }[];
}

/** Some of few. */
export function Several({ name, label, choices }: SeveralProps) {
  const { value, set, error } = useField<readonly string[]>(name);
  return (
    <Checkbox.Group label={label} value={[...value]} error={error} onChange={set}>
      <Stack gap="xs" mt="xs">
        {choices.map((each) => (
          <Checkbox key={each.value} {...each} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
