import { Button } from "@mantine/core";
import { ChoiceField, TextField } from "../../ui/fields";
import { Form, type Form as FormOf } from "../../ui/form";
import { useLevelChoices } from "../../ui/levels";
import { useNewWords } from "../../words/new";
import { People } from "./People";
import type { Answers } from "./plan";

export type AnswersForm = FormOf<Answers & Record<string, unknown>>;

interface Props {
  readonly form: AnswersForm;
  readonly next: () => void;
}

const resting = { standing: "idle", errors: [], again: async () => null } as const;

/** The five questions, on one page: one sees how few they are. */
export function Questions({ form, next }: Props) {
  const say = useNewWords();
  const go = async () => {
    next();
    return false; // what was answered is needed until it is made
  };
  return (
    <Form form={form} act={resting} onSubmit={go} label={say("title")}>
      <fieldset className="new-question">
        <legend>{say("q1.ask")}</legend>
        <TextField name="title" label={say("q1.title")} description={say("q1.titleWhat")} />
        <TextField name="hurts" label={say("q1.hurts")} rows={3} />
      </fieldset>
      <fieldset className="new-question">
        <legend>{say("q2.ask")}</legend>
        <p className="small">{say("q2.what")}</p>
        <People all={form.values.touched} set={(all) => form.set("touched", all)} label="q2" affects />
      </fieldset>
      <fieldset className="new-question">
        <legend>{say("q3.ask")}</legend>
        <ChoiceField name="level" label={say("q3.level")} choices={useLevelChoices()} />
        <p className="small">{say("q3.what")}</p>
        <TextField name="person" label={say("q3.person")} />
        <TextField name="organization" label={say("q3.organization")} />
        <TextField name="economy" label={say("q3.economy")} />
      </fieldset>
      <fieldset className="new-question">
        <legend>{say("q4.ask")}</legend>
        <p className="small">{say("q4.what")}</p>
        <People all={form.values.sayNo} set={(all) => form.set("sayNo", all)} label="q4" />
      </fieldset>
      <fieldset className="new-question">
        <legend>{say("q5.ask")}</legend>
        <TextField name="by" label={say("q5.by")} kind="date" />
        <TextField name="note" label={say("q5.note")} description={say("q5.noteWhat")} rows={4} />
      </fieldset>
      <p>
        <Button type="submit">{say("preview")}</Button>
      </p>
    </Form>
  );
}
