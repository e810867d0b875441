import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useSession } from "../../app/session";
import { ActButton, SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { instantOf, localOf, suggested } from "../../ui/instant";
import { useBallotWords } from "../../words/ballot";
import { type Ballot, CallSecondBallot, CloseBallot, MoveBallotDeadline } from "./operations";

/** Moving the deadline once, and closing before it. */
export function Manage({ ballot }: { readonly ballot: Ballot }) {
  const say = useBallotWords();
  const { zone } = useSession();
  const move = useAct(MoveBallotDeadline);
  const close = useAct(CloseBallot);
  const form = useForm({
    initial: { to: localOf(new Date(ballot.deadline).getTime() + 2 * 86400e3, zone), reason: "" },
  });
  const input = { ballot: ballot.id, to: instantOf(form.values.to, zone), reason: form.values.reason };
  return (
    <details className="ballot-fold">
      <summary>{say("manage.title")}</summary>
      <ActButton
        act={close}
        wish={{ input: { ballot: ballot.id } }}
        permission={may("closeBallot", ballot.viewerMay)}
        variant="default"
        size="xs"
        ask="always"
      >
        {say("manage.close")}
      </ActButton>
      <Form
        form={form}
        act={move}
        label={say("manage.move")}
        preview={() => move.preview({ input })}
        onSubmit={() => move.send({ input })}
      >
        <h3>{say("manage.move")}</h3>
        <TextField name="to" kind="datetime-local" label={say("manage.to")} />
        <TextField name="reason" label={say("manage.reason")} />
        <SubmitButton act={move} permission={may("moveBallotDeadline", ballot.viewerMay)} variant="default" size="xs">
          {say("manage.moveGo")}
        </SubmitButton>
      </Form>
    </details>
  );
}

/** A second call, where too few voted in the first. */
export function SecondCall({ ballot }: { readonly ballot: Ballot }) {
  const say = useBallotWords();
  const { zone } = useSession();
  const act = useAct(CallSecondBallot);
  const form = useForm({ initial: { deadline: suggested("P7D", zone) } });
  const input = { ballot: ballot.id, deadline: instantOf(form.values.deadline, zone) };
  return (
    <Form
      form={form}
      act={act}
      label={say("result.again")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <p>{say("result.againWhat")}</p>
      <TextField name="deadline" kind="datetime-local" label={say("result.deadline")} />
      <SubmitButton act={act} permission={may("callSecondBallot", ballot.viewerMay)}>
        {say("result.again")}
      </SubmitButton>
    </Form>
  );
}
