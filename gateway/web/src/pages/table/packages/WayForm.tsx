import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { SubmitButton } from "../../../ui/ActButton";
import { ChoiceField, SelectField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { plain } from "../../../ui/text";
import { usePackageWords } from "../../../words/tablepackages";
import { useTable } from "../table";
import { ChooseWay, LinksQuery } from "./operations";

/** How a seat goes on that wants to get somewhere else. */
export function WayForm({ opinion }: { readonly opinion: string }) {
  const table = useTable();
  const say = usePackageWords();
  const act = useAct(ChooseWay);
  const form = useForm({ initial: { way: "pilot", lookBack: "", linked: "", reason: "" } });
  const { way, lookBack, linked, reason } = form.values;
  const links = useLinks();
  const wish = {
    input: {
      negotiation: table.id,
      opinion,
      way: way as "pilot",
      reason,
      ...(way === "pilot" && lookBack && { lookBack }),
      ...(way === "linked" && linked && { linked }),
    },
  };
  return (
    <Form form={form} act={act} label={say("way.summary")} onSubmit={() => act.send(wish)}>
      <ChoiceField
        name="way"
        label={say("way.label")}
        choices={(["pilot", "linked", "notAParty"] as const).map((each) => ({
          value: each,
          label: say(`way.${each}`),
        }))}
      />
      {way === "pilot" && <TextField name="lookBack" kind="date" label={say("way.lookBack")} required />}
      {way === "linked" && <SelectField name="linked" label={say("way.linkedId")} choices={links} required />}
      <TextField name="reason" label={say("reason")} rows={2} required />
      <div>
        <SubmitButton act={act} variant="default" size="xs" permission={may("chooseWay", table.viewerMay)}>
          {say("way.do")}
        </SubmitButton>
      </div>
    </Form>
  );
}

/** The initiatives that this one is linked to. */
function useLinks() {
  const table = useTable();
  const say = usePackageWords();
  const { data } = useLive(LinksQuery, { id: table.initiative?.id ?? "" });
  const others = data?.initiative?.links.edges.flatMap(({ node }) => (node.other ? [node.other] : [])) ?? [];
  return [
    { value: "", label: say("way.choose") },
    ...others.map(({ id, title }) => ({ value: id, label: plain(title) })),
  ];
}
