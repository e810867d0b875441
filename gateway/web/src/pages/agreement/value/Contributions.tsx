import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { SelectField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Section } from "../../../ui/page";
import { plain } from "../../../ui/text";
import { useAgreementWords } from "../../../words/agreement";
import { kindOf, rowsOf } from "./amount";
import { type Period, RecordContributions } from "./operations";

/** How many rows the server takes at a time. */
const page = 500;

/** What members contributed: pasted out of a table, sent page by page. */
export function Contributions({ period }: { readonly period: Period }) {
  const say = useAgreementWords();
  const act = useAct(RecordContributions);
  const portions = period.portions.filter(({ by }) => by && by !== "equal");
  const form = useForm({
    draft: `period.contributions:${period.id}`,
    initial: { portion: portions[0]?.key ?? "", table: "" },
  });
  if (portions.length === 0 || period.state === "distributed") return null;
  const rows = rowsOf(form.values.table);
  const send = async () => {
    let last = null;
    for (let at = 0; at < rows.length || at === 0; at += page) {
      const some = rows.slice(at, at + page).map(({ payee, name, amount }) => ({
        payee,
        kind: kindOf(payee),
        amount,
        ...(name ? { name } : {}),
      }));
      last = await act.send({ input: { period: period.id, portion: form.values.portion, rows: some } });
      if (!last) return null; // what was sent before stays: the same rows again change nothing
    }
    return last;
  };
  return (
    <Section title={say("give.title")}>
      <Form form={form} act={act} label={say("give.title")} onSubmit={send}>
        <p className="small">{say("give.what", { unit: period.unit ?? "" })}</p>
        <SelectField
          name="portion"
          label={say("give.portion")}
          choices={portions.map(({ key }) => ({ value: key, label: plain(key) }))}
        />
        <TextField name="table" label={say("give.table")} description={say("give.form")} rows={5} required />
        <p role="status">{say("give.rows", { count: rows.length })}</p>
        <SubmitButton act={act}>{say("give.send")}</SubmitButton>
      </Form>
    </Section>
  );
}
