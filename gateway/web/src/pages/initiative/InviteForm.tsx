import { lazy, Suspense, useState } from "react";
import { Link } from "react-router";
import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { path } from "../../app/paths";
import { SubmitButton } from "../../ui/ActButton";
import { Copyable } from "../../ui/Copyable";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Marked, plain } from "../../ui/text";
import { useInitiativeWords } from "../../words/initiative";
import { type Initiative, type InitiativeSeat, InviteSeat } from "./operations";

const Code = lazy(async () => ({ default: (await import("../../ui/Code")).Code }));

interface Props {
  readonly initiative: Initiative;
  readonly seat: InitiativeSeat;
}

const twoWeeks = 14 * 86400e3;

/** Asks somebody to a chair; what they will read stands beside it while it is written. */
export function InviteForm({ initiative, seat }: Props) {
  const say = useInitiativeWords();
  const act = useAct(InviteSeat);
  const [token, handed] = useState<string | null>(null);
  const form = useForm({
    draft: `initiative.invite:${seat.id}`,
    initial: { name: plain(seat.name), note: "", expires: new Date(Date.now() + twoWeeks).toISOString().slice(0, 10) },
  });
  const { name, note, expires } = form.values;
  const send = async () => {
    const payload = await act.send({ input: { seat: seat.id, name, note, expires: endOf(expires) } });
    handed(payload?.token ?? null);
    return payload;
  };
  if (token) return <Handed token={token} name={name} />;
  return (
    <>
      <Form form={form} act={act} onSubmit={send} label={say("seats.inviteTo", { seat: plain(seat.name) })}>
        <TextField name="name" label={say("invite.name")} />
        <TextField name="note" label={say("invite.note")} description={say("invite.noteWhat")} rows={4} />
        <TextField name="expires" label={say("invite.expires")} kind="date" />
        <SubmitButton act={act} permission={may("inviteSeat", initiative.viewerMay)}>
          {say("invite.send")}
        </SubmitButton>
      </Form>
      <div className="initiative-preview">
        <p className="small">{say("invite.preview", { name: plain(name) })}</p>
        <h4>{plain(initiative.title)}</h4>
        <Marked level={4}>{note || say("invite.noNote")}</Marked>
        <p className="small">{say("invite.rest")}</p>
      </div>
    </>
  );
}

function Handed({ token, name }: { readonly token: string; readonly name: string }) {
  const say = useInitiativeWords();
  const address = `${location.origin}${path.invite(token)}`;
  return (
    <div className="note" role="status">
      <p>{say("invite.made", { name: plain(name) })}</p>
      <Copyable label={say("invite.address")} value={address} />
      <Suspense fallback={<div className="code" />}>
        <Code value={address} label={say("invite.code")} />
      </Suspense>
      <p>
        <Link to={path.invite(token)}>{say("invite.see")}</Link>
      </p>
    </div>
  );
}

/** The last moment of a day; an unfinished date is sent as it is, for the server to say so. */
function endOf(day: string): string {
  const at = new Date(`${day}T23:59:00`);
  return Number.isNaN(at.getTime()) ? day : at.toISOString();
}
