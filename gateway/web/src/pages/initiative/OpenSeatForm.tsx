import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { SubmitButton } from "../../ui/ActButton";
import { SelectField, TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { plain } from "../../ui/text";
import { useInitiativeWords } from "../../words/initiative";
import { type Initiative, OpenSeat } from "./operations";

/** A chair for somebody who is affected. */
export function OpenSeatForm({ initiative }: { readonly initiative: Initiative }) {
  const say = useInitiativeWords();
  const act = useAct(OpenSeat);
  const form = useForm({
    draft: `initiative.seat:${initiative.id}`,
    initial: { name: "", class: initiative.classes[0]?.name ?? "", affects: "" },
  });
  return (
    <Form
      form={form}
      act={act}
      label={say("seats.open")}
      onSubmit={() => act.send({ input: { initiative: initiative.id, ...form.values } })}
    >
      <TextField name="name" label={say("seats.name")} />
      <SelectField
        name="class"
        label={say("seats.class")}
        choices={initiative.classes.map(({ name }) => ({ value: name, label: plain(name) }))}
      />
      <TextField name="affects" label={say("seats.affects")} rows={2} />
      <SubmitButton act={act} permission={may("openSeat", initiative.viewerMay)}>
        {say("seats.open")}
      </SubmitButton>
    </Form>
  );
}
