import { NativeSelect } from "@mantine/core";
import { useMemo, useState } from "react";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { SubmitButton } from "../../../ui/ActButton";
import { Form, useForm } from "../../../ui/form";
import { plain } from "../../../ui/text";
import { useTermWords } from "../../../words/tableterms";
import { useTable } from "../table";
import { AddTerm, LibraryQuery } from "./operations";
import { TermFields } from "./TermFields";
import { blankTerm, termInput, type Writing, writing } from "./writing";

/** A new term: one that tables often need, or one of one's own. */
export function AddTermForm({ done }: { readonly done: () => void }) {
  const table = useTable();
  const say = useTermWords();
  const { currency } = table.groundRules;
  const library = useLive(LibraryQuery, { id: table.id }).data?.negotiation?.termLibrary?.filter(({ on }) => !on) ?? [];
  const [from, setFrom] = useState("");
  const template = library.find(({ key }) => key === from);
  const initial = useMemo(() => {
    const words = template?.texts[0];
    return template && words ? writing({ ...template, ...words }, null, currency) : blankTerm(table.level, currency);
  }, [template, currency, table.level]);
  const act = useAct(AddTerm);
  const form = useForm<Writing>({ draft: `term.add:${table.id}`, initial });
  const send = async () => {
    const payload = await act.send({ input: { ...termInput(form.values), negotiation: table.id } });
    if (payload && !payload.motion) done();
    return payload;
  };
  return (
    <Form form={form} act={act} label={say("add")} onSubmit={send}>
      {library.length > 0 && (
        <NativeSelect
          label={say("library")}
          value={from}
          data={[
            { value: "", label: say("libraryNone") },
            ...library.map(({ key, texts }) => ({ value: key, label: plain(texts[0]?.name ?? key) })),
          ]}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
      )}
      <TermFields form={form} />
      <div>
        <SubmitButton act={act} permission={may("addTerm", table.viewerMay)}>
          {say("addDo")}
        </SubmitButton>
      </div>
      {act.payload?.motion && <p role="status">{say("motion", { number: act.payload.motion.number })}</p>}
    </Form>
  );
}
