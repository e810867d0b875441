import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useSession } from "../../../app/session";
import { SubmitButton } from "../../../ui/ActButton";
import { CheckField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { instantOf, suggested } from "../../../ui/instant";
import { useRoundWords } from "../../../words/rounds";
import { useTable } from "../table";
import { OpenRound } from "./operations";

/** Begins a round, or moves for one. */
export function OpenForm({ sealed }: { readonly sealed: boolean }) {
  const table = useTable();
  const say = useRoundWords();
  const { zone } = useSession();
  const act = useAct(OpenRound);
  const form = useForm({
    draft: `round.open:${table.id}`,
    initial: { title: "", sealed, final: false, until: suggested("P3D", zone), reason: "" },
  });
  const { title, final, until, reason } = form.values;
  const wish = {
    input: {
      negotiation: table.id,
      sealed: form.values.sealed,
      until: instantOf(until, zone),
      reason,
      ...(title.trim() ? { title } : {}),
      ...(final ? { final } : {}),
    },
  };
  return (
    <Form
      form={form}
      act={act}
      label={say("begin.title")}
      preview={() => act.preview(wish)}
      onSubmit={() => act.send(wish)}
    >
      <p className="small">{say("begin.what")}</p>
      <TextField name="title" label={say("begin.subject")} />
      <CheckField name="sealed" label={say("begin.sealed")} />
      {table.talks?.rung === "finalOffers" && <CheckField name="final" label={say("begin.final")} />}
      <TextField
        name="until"
        kind="datetime-local"
        label={say("begin.until")}
        description={say("begin.zone", { zone })}
      />
      <TextField name="reason" label={say("begin.reason")} rows={2} />
      <SubmitButton act={act} permission={may("openRound", table.viewerMay)}>
        {say("begin.go")}
      </SubmitButton>
    </Form>
  );
}
