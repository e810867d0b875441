import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { useInitiativeWords } from "../../words/initiative";
import { type Initiative, type InitiativeSeat, RecordAttempt } from "./operations";

interface Props {
  readonly initiative: Initiative;
  readonly seat: InitiativeSeat;
  readonly done: () => void;
}

/** That one tried to reach those whom a chair is for. */
export function AttemptForm({ initiative, seat, done }: Props) {
  const say = useInitiativeWords();
  const act = useAct(RecordAttempt);
  const form = useForm({ draft: `initiative.tried:${seat.id}`, initial: { channel: "", note: "" } });
  const send = async () => {
    const payload = await act.send({ input: { seat: seat.id, ...form.values } });
    if (payload) done();
    return payload;
  };
  return (
    <Form form={form} act={act} onSubmit={send} label={say("seats.note")}>
      <TextField name="channel" label={say("seats.channel")} description={say("seats.channelWhat")} />
      <TextField name="note" label={say("seats.came")} description={say("seats.cameWhat")} rows={2} />
      <SubmitButton act={act} permission={may("recordAttempt", initiative.viewerMay)}>
        {say("seats.note")}
      </SubmitButton>
    </Form>
  );
}
