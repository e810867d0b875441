import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { SubmitButton } from "../../../ui/ActButton";
import { SelectField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { useAsksWords } from "../../../words/asks";
import { seatName } from "../SeatName";
import { ownSeat, seatsOf, useTable } from "../table";
import { OfferStanding, PackageChoicesQuery } from "./operations";

/** Proposes to keep a package open for a seat that is not there. */
export function OfferForm() {
  const say = useAsksWords();
  const table = useTable();
  const act = useAct(OfferStanding);
  const live = useLive(PackageChoicesQuery, { id: table.id });
  const packages = (live.data?.negotiation?.packages.edges ?? []).map(({ node }) => node);
  const seats = seatsOf(table).filter(({ id }) => id !== ownSeat(table));
  const form = useForm({
    draft: `standing.offer:${table.id}`,
    initial: { package: packages.at(-1)?.id ?? "", for: seats[0]?.id ?? "", note: "" },
  });
  const { package: offered, for: whom, note } = form.values;
  const wish = { input: { package: offered, for: whom, ...(note && { note }) } };
  return (
    <Form
      form={form}
      act={act}
      label={say("offers.open")}
      onSubmit={() => act.send(wish)}
      preview={() => act.preview(wish)}
    >
      <SelectField
        name="package"
        label={say("offers.which")}
        choices={packages.map(({ id, number }) => ({ value: id, label: say("offers.package", { number }) }))}
      />
      <SelectField
        name="for"
        label={say("offers.whom")}
        choices={seats.map((seat) => ({ value: seat.id, label: seatName(seat) ?? "" }))}
      />
      <TextField name="note" label={say("offers.note")} rows={2} />
      <div>
        <SubmitButton act={act}>{say("offers.send")}</SubmitButton>
      </div>
    </Form>
  );
}
