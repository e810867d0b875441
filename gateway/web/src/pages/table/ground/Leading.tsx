import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { ActButton, SubmitButton } from "../../../ui/ActButton";
import { Fold } from "../../../ui/Fold";
import { SelectField, TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Moment } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { ReasonForm } from "../../../ui/ReasonForm";
import { PersonName, SafeText } from "../../../ui/text";
import { useGroundWords } from "../../../words/ground";
import { SeatName } from "../SeatName";
import { ownSeat, useTable } from "../table";
import { FacilitatorForm } from "./FacilitatorForm";
import type { Ground } from "./ground";
import { Meetings } from "./Meetings";
import { AskToSpeak, CallSpeaker, DismissFacilitator, OpenPhase, PastQuery } from "./operations";

/** Who leads through the talks, what they are at, who wants to speak, and every act with its reason. */
export function Leading({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const { talks } = ground;
  const permitted = (act: string) => may(act, ground.viewerMay);
  return (
    <Section title={say("leading.title")}>
      <h3>{say("facilitator.title")}</h3>
      {talks?.facilitator ? (
        <p>
          <strong>
            <SafeText>{talks.facilitator.name}</SafeText>
          </strong>
          {" — "}
          <SafeText>{talks.facilitator.interests}</SafeText>
        </p>
      ) : (
        <p className="small">{say("facilitator.none")}</p>
      )}
      {permitted("appointFacilitator")?.allowed && (
        <Fold label={say("facilitator.open")}>
          <FacilitatorForm ground={ground} />
        </Fold>
      )}
      {permitted("dismissFacilitator")?.allowed && <Dismiss ground={ground} />}
      <h3>{say("phase.title")}</h3>
      <p>
        {talks?.phase?.kind ? (
          <>
            <strong>{say(`phase.${talks.phase.kind}`)}</strong> <SafeText>{talks.phase.title}</SafeText>{" "}
            {talks.phase.since && (
              <span className="small">
                <Moment at={talks.phase.since} relative />
              </span>
            )}
          </>
        ) : (
          <span className="small">{say("phase.nothing")}</span>
        )}
      </p>
      {permitted("openPhase")?.allowed && (
        <Fold label={say("phase.open")}>
          <PhaseForm ground={ground} />
        </Fold>
      )}
      <Speakers ground={ground} />
      <Meetings ground={ground} />
      <Guidance id={ground.id} />
    </Section>
  );
}

function Dismiss({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const act = useAct(DismissFacilitator);
  return (
    <Fold label={say("facilitator.dismiss")}>
      <ReasonForm
        act={act}
        draft={`dismiss:${ground.id}`}
        label={say("facilitator.dismiss")}
        field={say("reason")}
        wish={(reason) => ({ input: { negotiation: ground.id, reason } })}
      />
    </Fold>
  );
}

const phases = ["listening", "exploring", "bargaining", "deciding"] as const;

function PhaseForm({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const act = useAct(OpenPhase);
  const form = useForm<Record<"kind" | "title" | "reason", string>>({
    draft: `phase:${ground.id}`,
    initial: { kind: "listening", title: "", reason: "" },
  });
  const { kind, title, reason } = form.values;
  const chosen = phases.find((each) => each === kind);
  const wish = { input: { negotiation: ground.id, ...(chosen && { kind: chosen }), ...(title && { title }), reason } };
  return (
    <Form
      form={form}
      act={act}
      label={say("phase.open")}
      onSubmit={() => act.send(wish)}
      preview={() => act.preview(wish)}
    >
      <SelectField
        name="kind"
        label={say("phase.title")}
        choices={[
          ...phases.map((value) => ({ value: value as string, label: say(`phase.${value}`) })),
          { value: "", label: say("phase.none") },
        ]}
      />
      <TextField name="title" label={say("phase.about")} />
      <TextField name="reason" label={say("reason")} rows={2} />
      <div>
        <SubmitButton act={act}>{say("phase.do")}</SubmitButton>
      </div>
    </Form>
  );
}

/** The speakers' list: first come, first heard. */
function Speakers({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const own = ownSeat(useTable());
  const ask = useAct(AskToSpeak);
  const call = useAct(CallSpeaker);
  const speakers = ground.talks?.speakers ?? [];
  const listed = speakers.some(({ id }) => id === own);
  return (
    <>
      <h3>{say("speakers.title")}</h3>
      {ground.talks?.speaking && (
        <p>{say.rich("speakers.speaking", { seat: <SeatName seat={ground.talks.speaking} /> })}</p>
      )}
      {speakers.length === 0 ? (
        <p className="small">{say("speakers.none")}</p>
      ) : (
        <ol>
          {speakers.map((seat) => (
            <li key={seat.id}>
              <SeatName seat={seat} />
            </li>
          ))}
        </ol>
      )}
      <div className="row">
        <ActButton
          act={ask}
          wish={{ input: { negotiation: ground.id, ...(listed && { off: true }) } }}
          variant="default"
          size="xs"
          permission={may("askToSpeak", ground.viewerMay)}
        >
          {say(listed ? "speakers.off" : "speakers.ask")}
        </ActButton>
        {speakers.length > 0 && may("callSpeaker", ground.viewerMay)?.allowed && (
          <Fold label={say("speakers.call")}>
            <ReasonForm
              act={call}
              draft={`speaker:${ground.id}`}
              label={say("speakers.call")}
              field={say("reason")}
              wish={(reason) => ({ input: { negotiation: ground.id, reason } })}
            />
          </Fold>
        )}
      </div>
    </>
  );
}

/** Every act of leading, with its reason. */
function Guidance({ id }: { readonly id: string }) {
  const say = useGroundWords();
  const live = useLive(PastQuery, { id });
  const acts = live.data?.negotiation?.guidance.edges.map(({ node }) => node).toReversed() ?? [];
  if (acts.length === 0) return null;
  return (
    <Fold label={say("leading.acts", { count: acts.length })}>
      <ul className="rows">
        {acts.map((act) => {
          const known = `done.${act.what}`;
          return (
            <li key={act.id}>
              <span className="main">
                <strong>{say.has(known) ? say(known) : act.what}</strong> <SafeText>{act.words}</SafeText>{" "}
                {say.rich("because", { reason: <SafeText>{act.reason}</SafeText> })}
              </span>
              <span className="small">
                {act.by && <PersonName person={act.by} />}
                {act.seats.map((seat, place) => (
                  <span key={seat.id}>
                    {place > 0 && ", "}
                    <SeatName seat={seat} />
                  </span>
                ))}{" "}
                · <Moment at={act.at} />
              </span>
            </li>
          );
        })}
      </ul>
    </Fold>
  );
}
