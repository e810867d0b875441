import { Checkbox, Group } from "@mantine/core";
import { SelectField, TextField } from "../../../ui/fields";
import type { Form } from "../../../ui/form";
import { plain } from "../../../ui/text";
import { useTableWords } from "../../../words/table";
import { useTermWords } from "../../../words/tableterms";
import { levelName, seatsOf, useTable } from "../table";
import { DutyFields } from "./DutyFields";
import { SharingFields } from "./SharingFields";
import { kinds, type Writing } from "./writing";

/** A term's definition; what it causes lies in a fold. */
export function TermFields({ form }: { readonly form: Form<Writing> }) {
  const say = useTermWords();
  const table = useTableWords();
  const { kind, duties, needs, heldFor } = form.values;
  const numbers = ["money", "quantity", "percentage", "date", "duration"].includes(kind);
  const causes = duties.length + needs.length + heldFor.length;
  return (
    <>
      <TextField name="name" label={say("name")} required />
      <TextField name="key" label={say("key")} description={say("keyHint")} required />
      <SelectField
        name="kind"
        label={say("kind")}
        choices={kinds.map((each) => ({ value: each, label: say(`kinds.${each}`) }))}
      />
      {kind === "quantity" && <TextField name="unit" label={say("unit")} />}
      {kind === "money" && <TextField name="currency" label={say("currency")} />}
      {numbers && (
        <div className="row">
          <TextField name="min" label={say("min")} />
          <TextField name="max" label={say("max")} />
          <TextField name="step" label={say("step")} />
        </div>
      )}
      {kind !== "text" && <TextField name="options" label={say("options")} description={say("optionsHint")} rows={3} />}
      <TextField name="clause" label={say("clause")} description={say("clauseHint")} rows={2} />
      <SelectField
        name="level"
        label={say("level")}
        choices={[1, 2, 3].map((level) => ({ value: String(level), label: table(`level.${levelName(level)}`) }))}
      />
      <TextField name="reason" label={say("reason")} description={say("reasonHint")} />
      <details open={causes > 0 || undefined}>
        <summary>{say("causes")}</summary>
        <div className="form">
          <DutyFields form={form} />
          <Seats form={form} name="needs" label={say("needsLabel")} />
          <Seats form={form} name="heldFor" label={say("heldForLabel")} />
          {kind === "shares" && <SharingFields form={form} />}
        </div>
      </details>
    </>
  );
}

interface SeatsProps {
  readonly form: Form<Writing>;
  readonly name: "needs" | "heldFor";
  readonly label: string;
}

function Seats({ form, name, label }: SeatsProps) {
  const seats = seatsOf(useTable());
  return (
    <Checkbox.Group label={label} value={[...form.values[name]]} onChange={(next) => form.set(name, next)}>
      <Group gap="md" mt="xs">
        {seats.map((seat) => (
          <Checkbox key={seat.id} value={seat.id} label={plain(seat.name)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}
