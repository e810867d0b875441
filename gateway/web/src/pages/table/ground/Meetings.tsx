import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { useSession } from "../../../app/session";
import { SubmitButton } from "../../../ui/ActButton";
import { Fold } from "../../../ui/Fold";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Moment } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import { instantOf } from "../../../ui/when";
import { useGroundWords } from "../../../words/ground";
import type { Ground } from "./ground";
import { CallSession, PastQuery, SetAgenda } from "./operations";
import { TermsField } from "./TermsField";

/** The order in which terms are talked about, and meetings. */
export function Meetings({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const live = useLive(PastQuery, { id: ground.id });
  const sessions = live.data?.negotiation?.sessions.edges.map(({ node }) => node) ?? [];
  const agenda = ground.talks?.agenda ?? [];
  return (
    <>
      <h3>{say("agenda.title")}</h3>
      {agenda.length === 0 ? (
        <p className="small">{say("agenda.none")}</p>
      ) : (
        <ol>
          {agenda.map((term) => (
            <li key={term.id}>
              <SafeText>{term.name}</SafeText>
            </li>
          ))}
        </ol>
      )}
      {may("setAgenda", ground.viewerMay)?.allowed && (
        <Fold label={say("agenda.open")}>
          <AgendaForm ground={ground} />
        </Fold>
      )}
      <h3>{say("session.title")}</h3>
      {sessions.length === 0 && <p className="small">{say("session.none")}</p>}
      <ul className="rows">
        {sessions.map((session) => (
          <li key={session.id}>
            <span className="main">
              <strong>
                <SafeText>{session.title}</SafeText>
              </strong>{" "}
              <SafeText>{session.place}</SafeText>
            </span>
            <span className="small">
              <Moment at={session.at} /> · {say("minutes", { count: session.minutes })}
            </span>
          </li>
        ))}
      </ul>
      {may("callSession", ground.viewerMay)?.allowed && (
        <Fold label={say("session.open")}>
          <SessionForm ground={ground} />
        </Fold>
      )}
    </>
  );
}

interface TermsTyped extends Record<string, unknown> {
  terms: readonly string[];
  reason: string;
}

function AgendaForm({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const act = useAct(SetAgenda);
  const form = useForm<TermsTyped>({ draft: `agenda:${ground.id}`, initial: { terms: [], reason: "" } });
  const wish = {
    input: { negotiation: ground.id, terms: [...form.values.terms], reason: form.values.reason },
  };
  return (
    <Form
      form={form}
      act={act}
      label={say("agenda.open")}
      onSubmit={() => act.send(wish)}
      preview={() => act.preview(wish)}
    >
      <TermsField name="terms" label={say("agenda.which")} />
      <TextField name="reason" label={say("reason")} rows={2} />
      <div>
        <SubmitButton act={act}>{say("agenda.do")}</SubmitButton>
      </div>
    </Form>
  );
}

interface SessionTyped extends TermsTyped {
  title: string;
  at: string;
  minutes: string;
  place: string;
}

function SessionForm({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const { zone } = useSession();
  const act = useAct(CallSession);
  const form = useForm<SessionTyped>({
    draft: `session:${ground.id}`,
    initial: { title: "", at: "", minutes: "60", place: "", terms: [], reason: "" },
  });
  const { title, at, minutes, place, terms, reason } = form.values;
  const wish = {
    input: {
      negotiation: ground.id,
      title,
      at: instantOf(at, zone) ?? "",
      minutes: Number.parseInt(minutes, 10) || 0,
      ...(place && { place }),
      ...(terms.length > 0 && { terms: [...terms] }),
      reason,
    },
  };
  return (
    <Form
      form={form}
      act={act}
      label={say("session.open")}
      onSubmit={() => act.send(wish)}
      preview={() => act.preview(wish)}
    >
      <TextField name="title" label={say("session.about")} />
      <TextField name="at" label={say("session.at")} kind="datetime-local" />
      <TextField name="minutes" label={say("session.minutes")} numeric />
      <TextField name="place" label={say("session.place")} />
      <TermsField name="terms" label={say("agenda.which")} />
      <TextField name="reason" label={say("reason")} rows={2} />
      <div>
        <SubmitButton act={act}>{say("session.do")}</SubmitButton>
      </div>
    </Form>
  );
}
