import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { SelectField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { useRoundWords } from "../../../words/rounds";
import { useSeatNames } from "../seats";
import { useTable } from "../table";
import { useSheet } from "../values/useSheet";
import { AskMediation, type Mediated } from "./operations";

/** Asks for a round of mediation, from a text that all can see. */
export function AskForm({ found }: { readonly found: Mediated }) {
  const table = useTable();
  const say = useRoundWords();
  const name = useSeatNames();
  const { terms } = useSheet();
  const act = useAct(AskMediation);
  const open = (values: readonly { readonly term: { readonly id: string } | null }[]) => {
    const set = new Set(values.map(({ term }) => term?.id));
    return terms.filter(({ id }) => !set.has(id)).length;
  };
  const lying = found.packages.edges
    .map(({ node }) => ({ ...node, open: open(node.values) }))
    .filter(({ status }) => status === "idea" || status === "offer")
    .toSorted((a, b) => a.open - b.open || b.number - a.number);
  const form = useForm({ initial: { text: lying[0]?.id ?? "", voteFor: "" } });
  const { text, voteFor } = form.values;
  const days = voteFor.trim();
  const wish = {
    input: { negotiation: table.id, text, ...(days ? { voteFor: /^\d+$/.test(days) ? `P${days}D` : days } : {}) },
  };
  return (
    <Form
      form={form}
      act={act}
      label={say("mediation.ask")}
      preview={() => act.preview(wish)}
      onSubmit={() => act.send(wish)}
    >
      <SelectField
        name="text"
        label={say("mediation.text")}
        choices={
          lying.length > 0
            ? lying.map((each) => ({
                value: each.id,
                label: say("mediation.packageLine", {
                  number: each.number,
                  who: name(each.seat?.id),
                  open: each.open === 0 ? say("mediation.whole") : say("mediation.openTerms", { count: each.open }),
                }),
              }))
            : [{ value: "", label: say("mediation.noText") }]
        }
      />
      <TextField name="voteFor" label={say("mediation.voteFor")} description={say("mediation.voteForWhat")} numeric />
      <SubmitButton act={act} permission={may("askMediation", table.viewerMay)}>
        {say("mediation.askGo")}
      </SubmitButton>
    </Form>
  );
}
