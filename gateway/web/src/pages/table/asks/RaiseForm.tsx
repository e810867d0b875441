import { useState } from "react";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useSession } from "../../../app/session";
import { SubmitButton } from "../../../ui/ActButton";
import { ChoiceField, SelectField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { dayIn, endOfDay } from "../../../ui/when";
import { useAsksWords } from "../../../words/asks";
import { seatName } from "../SeatName";
import { ownSeat, present, seatsOf, useTable } from "../table";
import { TermField } from "./AnswerForm";
import { RaiseAsk } from "./operations";

const kinds = ["question", "information", "heard", "call"] as const;

interface Typed extends Record<string, unknown> {
  kind: (typeof kinds)[number];
  to: string;
  text: string;
  purpose: string;
  term: string;
  due: string;
}

/** Asks a seat for an answer until a day. */
export function RaiseForm() {
  const say = useAsksWords();
  const table = useTable();
  const { zone } = useSession();
  const act = useAct(RaiseAsk);
  const [asked, setAsked] = useState(false);
  const seats = seatsOf(table).filter((seat) => present(seat) && seat.id !== ownSeat(table));
  const form = useForm<Typed>({
    draft: `ask.raise:${table.id}`,
    initial: { kind: "question", to: seats[0]?.id ?? "", text: "", purpose: "", term: "", due: dayIn(7) },
  });
  const { kind, to, text, purpose, term, due } = form.values;
  const wish = {
    input: {
      negotiation: table.id,
      kind,
      to: { seat: to },
      text,
      ...(kind === "information" && purpose && { purpose }),
      ...(term && { term }),
      due: endOfDay(due, zone) ?? "",
    },
  };
  const send = async () => {
    const payload = await act.send(wish);
    setAsked(payload !== null);
    return payload;
  };
  return (
    <Form form={form} act={act} label={say("raise.title")} onSubmit={send} preview={() => act.preview(wish)}>
      <ChoiceField
        name="kind"
        label={say("form.kind")}
        choices={kinds.map((value) => ({ value, label: say(`kind.${value}`), description: say(`kindHint.${value}`) }))}
      />
      <SelectField
        name="to"
        label={say("form.to")}
        choices={seats.map((seat) => ({ value: seat.id, label: seatName(seat) ?? "" }))}
      />
      <TextField name="text" label={say(`form.text.${kind}`)} rows={3} />
      {kind === "information" && <TextField name="purpose" label={say("form.purpose")} />}
      <TermField />
      <TextField name="due" label={say("form.due")} kind="date" description={say("form.dueHint")} />
      <div className="row">
        <SubmitButton act={act} permission={may("raiseAsk", table.viewerMay)}>
          {say("raise.send")}
        </SubmitButton>
        <span role="status" className="small">
          {asked && say("raise.done")}
        </span>
      </div>
    </Form>
  );
}
