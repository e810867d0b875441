import { Link } from "react-router";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { path } from "../../../app/paths";
import { SubmitButton } from "../../../ui/ActButton";
import { TextField } from "../../../ui/fields";
import { Form, useForm } from "../../../ui/form";
import { Moment } from "../../../ui/format";
import { Private } from "../../../ui/page";
import { PersonName, SafeText } from "../../../ui/text";
import { useRoundWords } from "../../../words/rounds";
import { SeatNames } from "../seats";
import { ownSeat, useTable } from "../table";
import { EnvelopeForm } from "./EnvelopeForm";
import { CloseRound, type Round } from "./operations";

/** A round: who takes part, until when, and what came out. */
export function RoundCard({ round }: { readonly round: Round }) {
  const table = useTable();
  const say = useRoundWords();
  const open = round.status === "open";
  const mine = round.seats.some(({ id }) => id === ownSeat(table));
  const packages = round.packages.flatMap((each, place) => [
    ...(place > 0 ? [", "] : []),
    <Link key={each.id} to={path.package(table.id, each.id)}>
      {each.number}
    </Link>,
  ]);
  return (
    <section className="rounds-card" data-open={open} aria-labelledby={round.id}>
      <div className="titleline">
        <h3 id={round.id}>
          {say(round.sealed ? "name.sealed" : "name.open", { number: round.number })}
          {round.title && (
            <>
              {": "}
              <SafeText>{round.title}</SafeText>
            </>
          )}
          {round.final && <> · {say("final")}</>}
        </h3>
        <span>
          {say(`status.${round.status}`)}{" "}
          {open ? (
            <>
              {say.rich("until", { when: <Moment at={round.until} /> })} (<Moment at={round.until} relative />)
            </>
          ) : (
            round.closedAt && <Moment at={round.closedAt} />
          )}
        </span>
      </div>
      <p className="small">
        {say.rich("takesPart", { seats: <SeatNames ids={round.seats.map(({ id }) => id)} /> })}
        {" · "}
        {say.rich("why", { why: <SafeText>{round.reason}</SafeText> })}
      </p>
      {round.status === "closed" && round.sealed && (
        <p>
          {packages.length > 0
            ? say.rich("out", { packages, positions: round.positions })
            : say("outNone", { positions: round.positions })}
        </p>
      )}
      {open && <p className="small">{say(round.sealed ? "othersHidden" : "openRound")}</p>}
      {open && round.sealed && mine && <Envelope round={round} />}
      {open && <CloseForm round={round} />}
    </section>
  );
}

/** What the own seat has laid in it so far. */
function Envelope({ round }: { readonly round: Round }) {
  const say = useRoundWords();
  const { ownEnvelope } = round;
  return (
    <Private readers={say("envelope.readers")} title={say("envelope.title")}>
      <p>
        {ownEnvelope
          ? say.rich("envelope.laid", {
              who: <PersonName person={ownEnvelope.by} />,
              when: <Moment at={ownEnvelope.at} />,
            })
          : say("envelope.none")}
        {ownEnvelope && (
          <>
            {" "}
            <strong>
              {say("envelope.hasPackages", { count: ownEnvelope.packages.length })},{" "}
              {say("envelope.hasPositions", { count: ownEnvelope.positions.length })}
            </strong>
          </>
        )}
      </p>
      <details open={!ownEnvelope}>
        <summary>{say("envelope.change")}</summary>
        <EnvelopeForm key={ownEnvelope?.at ?? ""} round={round} />
      </details>
    </Private>
  );
}

function CloseForm({ round }: { readonly round: Round }) {
  const table = useTable();
  const say = useRoundWords();
  const act = useAct(CloseRound);
  const form = useForm({ initial: { reason: "" } });
  const wish = { input: { negotiation: table.id, round: round.id, reason: form.values.reason } };
  return (
    <details className="rounds-fold">
      <summary>{say("end.title")}</summary>
      <Form
        form={form}
        act={act}
        label={say("end.title")}
        preview={() => act.preview(wish)}
        onSubmit={() => act.send(wish)}
      >
        <TextField name="reason" label={say("end.reason")} rows={2} />
        <SubmitButton act={act} permission={may("closeRound", table.viewerMay)} variant="default">
          {say("end.go")}
        </SubmitButton>
      </Form>
    </details>
  );
}
