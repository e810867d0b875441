import { Checkbox, Group, NativeSelect, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useMemo, useState } from "react";
import { useSession } from "../../../app/session";
import { Foresight } from "../../../ui/Confirm";
import type { Form } from "../../../ui/form";
import { useSentence } from "../../../ui/Outcome";
import { plain } from "../../../ui/text";
import { usePackageWords } from "../../../words/tablepackages";
import { ownSeat, present, seatsOf, useTable } from "../table";
import { useSheet } from "../values/useSheet";
import { blank, type SettingInput, type Term, type Typed, type Value, wished } from "../values/value";
import { instant } from "../values/zoned";
import { sideName } from "./PackageLine";
import type { Package } from "./package";
import { Rows } from "./Rows";
import type { Foresight as Foreseen } from "./useForesight";

export type Purpose = "draft" | "idea" | "offer";

/** What a package is while it is being written. */
export interface Writing extends Record<string, unknown> {
  readonly values: Readonly<Record<string, Typed>>;
  readonly as: Purpose;
  readonly note: string;
  readonly until: string;
  readonly with: readonly string[];
}

/** The settings that would be sent: what is left empty leaves its term open. */
export function useSettings(values: Writing["values"], terms: readonly Term[]): SettingInput[] {
  return useMemo(
    () =>
      terms
        .filter((term) => !blank(values[term.id]))
        .map((term) => ({ term: term.id, value: wished(term, values[term.id] as Typed) })),
    [values, terms],
  );
}

export function useUntil(until: string): string | null {
  const { zone } = useSession();
  return until ? (instant(until, zone) ?? until) : null;
}

interface DraftingProps {
  readonly form: Form<Writing>;
  readonly settings: readonly SettingInput[];
  readonly foresight: Foreseen;
  readonly packages: readonly Package[];
  /** The package to look at first. */
  readonly beside?: string | undefined;
  readonly children: ReactNode;
}

/** The sheet as a form: every term's value by its kind, checked by the server while it is typed. */
export function Drafting({ form, settings, foresight, packages, beside: first = "", children }: DraftingProps) {
  const say = usePackageWords();
  const { terms } = useSheet();
  const [other, setOther] = useState(first);
  const { wrong, rest } = useWrong(foresight, settings);
  const beside = packages.find(({ id }) => id === other);
  const values = useMemo(
    () => beside && new Map(beside.values.map(({ term, value }) => [term?.id ?? "", value as Value])),
    [beside],
  );
  const name = (each: Package) => `${say(`name.${each.as}`, { number: each.number })} · ${plain(sideName(each.seat))}`;
  return (
    <form className="table-draftform" aria-label={say("form")} onSubmit={(event) => event.preventDefault()} noValidate>
      {packages.length > 0 && (
        <NativeSelect
          label={say("beside")}
          value={other}
          data={[
            { value: "", label: say("besideNone") },
            ...packages.map((each) => ({ value: each.id, label: name(each) })),
          ]}
          onChange={(event) => setOther(event.currentTarget.value)}
        />
      )}
      <Rows
        terms={terms}
        values={form.values.values}
        set={(next) => form.set("values", next)}
        wrong={wrong}
        beside={values ?? null}
        besideName={beside ? name(beside) : ""}
      />
      <Textarea
        label={say("note")}
        description={say("noteHint")}
        dir="auto"
        autosize
        minRows={2}
        value={form.values.note}
        onChange={(event) => form.set("note", event.currentTarget.value)}
      />
      {children}
      <div role="status" className="table-foresight">
        {rest.map((sentence) => (
          <p key={sentence} className="table-wrong">
            {sentence}
          </p>
        ))}
        {foresight.preview && <Foresight preview={foresight.preview} />}
      </div>
    </form>
  );
}

/** Which term each refusal is about: `values.2.…` is the third value that was sent. */
function useWrong({ errors }: Foreseen, settings: readonly SettingInput[]) {
  const sentence = useSentence();
  const wrong = new Map<string, string>();
  const rest: string[] = [];
  for (const error of errors) {
    const path = (error.field ?? []).filter((part) => part !== "input");
    const term = path[0] === "values" ? settings[Number(path[1])]?.term : undefined;
    if (term) wrong.set(term, sentence(error));
    else if (settings.length > 0) rest.push(sentence(error));
  }
  return { wrong, rest };
}

/** What it is written for: oneself, to be talked about, or to bind. */
export function PurposeFields({ form }: { readonly form: Form<Writing> }) {
  const say = usePackageWords();
  const table = useTable();
  const { values, set } = form;
  const mine = ownSeat(table);
  const others = seatsOf(table).filter((seat) => present(seat) && seat.id !== mine);
  return (
    <>
      <Radio.Group label={say("as.label")} value={values.as} onChange={(next) => set("as", next as Purpose)}>
        <Stack gap="xs" mt="xs">
          {(["draft", "idea", "offer"] as const).map((as) => (
            <Radio key={as} value={as} label={say(`as.${as}`)} description={say(`as.${as}Hint`)} />
          ))}
        </Stack>
      </Radio.Group>
      {values.as === "offer" && (
        <TextInput
          type="datetime-local"
          label={say("as.until")}
          description={say("as.untilHint")}
          value={values.until}
          onChange={(event) => set("until", event.currentTarget.value)}
        />
      )}
      {values.as !== "draft" && others.length > 0 && (
        <details>
          <summary>{say("as.with")}</summary>
          <Checkbox.Group
            aria-label={say("as.with")}
            description={say("as.withHint")}
            value={[...values.with]}
            onChange={(next) => set("with", next)}
          >
            <Group gap="md" mt="xs">
              {others.map((seat) => (
                <Checkbox key={seat.id} value={seat.id} label={plain(sideName(seat))} />
              ))}
            </Group>
          </Checkbox.Group>
        </details>
      )}
    </>
  );
}
