import { useMemo } from "react";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { Form, useForm } from "../../../ui/form";
import { useTermWords } from "../../../words/tableterms";
import { useTable } from "../table";
import type { Term } from "../values/value";
import { ChangeTerm } from "./operations";
import { TermFields } from "./TermFields";
import { type Details, termInput, type Writing, writing } from "./writing";

/** Another definition of a term, whole. */
export function ChangeTermForm({ term, details }: { readonly term: Term; readonly details: Details }) {
  const table = useTable();
  const say = useTermWords();
  const act = useAct(ChangeTerm);
  const initial = useMemo(
    () => writing(term, details, table.groundRules.currency),
    [term, details, table.groundRules.currency],
  );
  const form = useForm<Writing>({ draft: `term.change:${term.id}`, initial });
  const wish = { input: { ...termInput(form.values), negotiation: table.id, term: term.id } };
  return (
    <Form form={form} act={act} label={say("change")} onSubmit={() => act.send(wish)}>
      <p className="small">{say("stale")}</p>
      <TermFields form={form} />
      <div>
        <SubmitButton act={act} permission={may("changeTerm", table.viewerMay)}>
          {say("changeDo")}
        </SubmitButton>
      </div>
      {act.payload?.motion && <p role="status">{say("motion", { number: act.payload.motion.number })}</p>}
    </Form>
  );
}
