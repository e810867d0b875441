import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { SubmitButton } from "../../../ui/ActButton";
import { ChoiceField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { usePackageWords } from "../../../words/tablepackages";
import { useTable } from "../table";
import { ChooseWay } from "./operations";

/** How a seat goes on that wants to get somewhere else. */
export function WayForm({ opinion }: { readonly opinion: string }) {
  const table = useTable();
  const say = usePackageWords();
  const act = useAct(ChooseWay);
  const form = useForm({ initial: { way: "pilot", lookBack: "", linked: "", reason: "" } });
  const { way, lookBack, linked, reason } = form.values;
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
      {way === "linked" && <TextField name="linked" label={say("way.linkedId")} required />}
      <TextField name="reason" label={say("reason")} rows={2} required />
      <div>
        <SubmitButton act={act} variant="default" size="xs" permission={may("chooseWay", table.viewerMay)}>
          {say("way.do")}
        </SubmitButton>
      </div>
    </Form>
  );
}
