import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type Form, useField } from "../../../ui/form";
import { plain } from "../../../ui/text";
import { useTermWords } from "../../../words/tableterms";
import { seatsOf, useTable } from "../table";
import { useSheet } from "../values/useSheet";
import type { DutyInput, Writing } from "./writing";

/** What the article will make one side owe another; one card for each duty. */
export function DutyFields({ form }: { readonly form: Form<Writing> }) {
  const say = useTermWords();
  const { duties } = form.values;
  const set = (place: number, duty: DutyInput) => form.set("duties", duties.with(place, duty));
  const fresh = (): DutyInput => ({
    key: `duty${duties.length + 1}`,
    debtor: { all: true },
    creditor: { all: true },
    what: "",
    due: { after: "P7D" },
    evidence: "none",
  });
  return (
    <fieldset className="table-duties">
      <legend>{say("duty.title")}</legend>
      {duties.map((duty, place) => (
        <DutyCard
          // biome-ignore lint/suspicious/noArrayIndexKey: a duty's name is being typed
          key={place}
          place={place}
          duty={duty}
          set={(next) => set(place, next)}
          drop={() => form.set("duties", duties.toSpliced(place, 1))}
        />
      ))}
      <Button variant="default" size="xs" onClick={() => form.set("duties", [...duties, fresh()])}>
        {say("duty.add")}
      </Button>
    </fieldset>
  );
}

interface CardProps {
  readonly place: number;
  readonly duty: DutyInput;
  readonly set: (duty: DutyInput) => void;
  readonly drop: () => void;
}

function DutyCard({ place, duty, set, drop }: CardProps) {
  const say = useTermWords();
  const { terms } = useSheet();
  const wrong = useWrong(`duties.${place}`);
  const sides = useSides();
  const money = terms.filter(({ kind }) => kind === "money");
  const evidences = (["none", "note", "file"] as const).map((each) => ({
    value: each,
    label: say(`duty.evidences.${each}`),
  }));
  return (
    <div className="note form">
      <TextInput
        label={say("duty.key")}
        value={duty.key}
        error={wrong.key}
        onChange={(e) => set({ ...duty, key: e.currentTarget.value })}
      />
      <NativeSelect
        label={say("duty.debtor")}
        data={sides}
        value={JSON.stringify(duty.debtor)}
        error={wrong.debtor}
        onChange={(e) => set({ ...duty, debtor: JSON.parse(e.currentTarget.value) })}
      />
      <NativeSelect
        label={say("duty.creditor")}
        data={sides}
        value={JSON.stringify(duty.creditor)}
        error={wrong.creditor}
        onChange={(e) => set({ ...duty, creditor: JSON.parse(e.currentTarget.value) })}
      />
      <TextInput
        label={say("duty.what")}
        description={say("duty.whatHint")}
        dir="auto"
        value={duty.what}
        error={wrong.what}
        onChange={(e) => set({ ...duty, what: e.currentTarget.value })}
      />
      <TextInput
        label={say("duty.due")}
        description={say("duty.dueHint")}
        value={duty.due.after ?? duty.due.on ?? ""}
        error={wrong.due}
        onChange={(e) => set({ ...duty, due: dayOf(e.currentTarget.value) })}
      />
      <TextInput
        label={say("duty.often")}
        description={say("duty.oftenHint")}
        value={duty.every ?? ""}
        error={wrong.every}
        onChange={(e) => set(without(duty, "every", e.currentTarget.value))}
      />
      <NativeSelect
        label={say("duty.amount")}
        data={[
          { value: "", label: say("duty.noAmount") },
          ...money.map(({ key, name }) => ({ value: key, label: plain(name) })),
        ]}
        value={duty.amount?.term ?? ""}
        error={wrong.amount}
        onChange={(e) => {
          const { amount: _, ...rest } = duty;
          set(e.currentTarget.value ? { ...rest, amount: { term: e.currentTarget.value } } : rest);
        }}
      />
      <NativeSelect
        label={say("duty.evidence")}
        data={evidences}
        value={duty.evidence ?? "none"}
        onChange={(e) => set({ ...duty, evidence: e.currentTarget.value as "none" })}
      />
      <TextInput
        label={say("duty.acceptance")}
        description={say("duty.acceptanceHint")}
        value={duty.acceptance ?? ""}
        error={wrong.acceptance}
        onChange={(e) => set(without(duty, "acceptance", e.currentTarget.value))}
      />
      <div>
        <Button variant="subtle" size="xs" onClick={drop}>
          {say("duty.drop")}
        </Button>
      </div>
    </div>
  );
}

/** What the server says of the fields of one duty. */
function useWrong(duty: string) {
  const after = useField<unknown>(`${duty}.due.after`).error;
  const on = useField<unknown>(`${duty}.due.on`).error;
  return {
    key: useField<unknown>(`${duty}.key`).error,
    debtor: useField<unknown>(`${duty}.debtor`).error,
    creditor: useField<unknown>(`${duty}.creditor`).error,
    what: useField<unknown>(`${duty}.what`).error,
    due: useField<unknown>(`${duty}.due`).error ?? after ?? on,
    every: useField<unknown>(`${duty}.every`).error,
    amount: useField<unknown>(`${duty}.amount`).error,
    acceptance: useField<unknown>(`${duty}.acceptance`).error,
  };
}

/** A date, or a length of time after the entry into force. */
function dayOf(text: string): DutyInput["due"] {
  return /^\d{4}-/.test(text) ? { on: text } : { after: text };
}

function without(duty: DutyInput, name: "every" | "acceptance", text: string): DutyInput {
  const { [name]: _, ...rest } = duty;
  return text ? { ...rest, [name]: text } : (rest as DutyInput);
}

/** Seats, classes, and all. */
function useSides() {
  const say = useTermWords();
  const seats = seatsOf(useTable());
  const classes = [...new Set(seats.map((seat) => seat.class))];
  return [
    { value: JSON.stringify({ all: true }), label: say("duty.all") },
    ...classes.map((each) => ({
      value: JSON.stringify({ class: each }),
      label: say("duty.class", { class: plain(each) }),
    })),
    ...seats.map(({ id, name }) => ({ value: JSON.stringify({ seat: id }), label: plain(name) })),
  ];
}
