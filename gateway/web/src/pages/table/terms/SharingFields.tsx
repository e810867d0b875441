import { NativeSelect, TextInput } from "@mantine/core";
import { type Form, useField } from "../../../ui/form";
import { plain } from "../../../ui/text";
import { useTermWords } from "../../../words/tableterms";
import { seatsOf, useTable } from "../table";
import type { SharingInput, Writing } from "./writing";

/** How the parts of a shares term are paid out. */
export function SharingFields({ form }: { readonly form: Form<Writing> }) {
  const say = useTermWords();
  const seats = seatsOf(useTable());
  const sharing: SharingInput = form.values.sharing ?? { contest: "P14D" };
  const wrong = {
    contest: useField<unknown>("sharing.contest").error,
    every: useField<unknown>("sharing.every").error,
    unit: useField<unknown>("sharing.unit").error,
    reserve: useField<unknown>("sharing.reserve").error,
    reader: useField<unknown>("sharing.reader").error,
  };
  const set = (name: "every" | "unit" | "reserve" | "contest" | "reader", text: string) => {
    form.set("sharing", { ...sharing, [name]: text || (name === "contest" ? "" : null) });
  };
  const within = sharing.within ?? [];
  const portions = form.values.options.split("\n").flatMap((line) => line.split("=")[0]?.trim() || []);
  const share = (portion: string, by: string) => {
    const others = within.filter((each) => each.portion !== portion);
    const next = by ? [...others, { portion, by: by as "equal" }] : others;
    const { within: _, ...rest } = sharing;
    form.set("sharing", next.length > 0 ? { ...rest, within: next } : rest);
  };
  return (
    <fieldset className="table-duties">
      <legend>{say("sharing.title")}</legend>
      <TextInput
        label={say("sharing.contest")}
        description={say("duty.oftenHint")}
        value={sharing.contest}
        error={wrong.contest}
        onChange={(e) => set("contest", e.currentTarget.value)}
      />
      <TextInput
        label={say("sharing.every")}
        description={say("duty.oftenHint")}
        value={sharing.every ?? ""}
        error={wrong.every}
        onChange={(e) => set("every", e.currentTarget.value)}
      />
      <TextInput
        label={say("sharing.unit")}
        value={sharing.unit ?? ""}
        error={wrong.unit}
        onChange={(e) => set("unit", e.currentTarget.value)}
      />
      <NativeSelect
        label={say("sharing.reserve")}
        data={["", ...portions]}
        value={sharing.reserve ?? ""}
        error={wrong.reserve}
        onChange={(e) => set("reserve", e.currentTarget.value)}
      />
      <NativeSelect
        label={say("sharing.reader")}
        data={[{ value: "", label: "–" }, ...seats.map(({ id, name }) => ({ value: id, label: plain(name) }))]}
        value={sharing.reader ?? ""}
        error={wrong.reader}
        onChange={(e) => set("reader", e.currentTarget.value)}
      />
      {portions.map((portion) => (
        <NativeSelect
          key={portion}
          label={say("sharing.within", { portion: plain(portion) })}
          data={[
            { value: "", label: say("sharing.whole") },
            { value: "equal", label: say("sharing.equal") },
            { value: "contributions", label: say("sharing.contributions") },
          ]}
          value={within.find((each) => each.portion === portion)?.by ?? ""}
          onChange={(e) => share(portion, e.currentTarget.value)}
        />
      ))}
    </fieldset>
  );
}
