import { Link } from "react-router";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { useFormat } from "../../../ui/format";
import { Empty, Waiting } from "../../../ui/states";
import { useRoundWords } from "../../../words/rounds";
import { SeatNames } from "../seats";
import { present, seatsOf, useTable } from "../table";
import { AskForm } from "./AskForm";
import { MediationCard } from "./MediationCard";
import { MediationQuery } from "./operations";

/** Rounds of mediation: asked for, agreed to, answered, voted on blindly. */
export function Mediation() {
  const table = useTable();
  const say = useRoundWords();
  const format = useFormat();
  const live = useLive(MediationQuery, { id: table.id });
  const found = live.data?.negotiation;
  if (!found) return <Waiting for={live} />;
  const rules = found.groundRules.mediation;
  const rounds = found.mediationRounds.edges.map(({ node }) => node).toReversed();
  const used = rounds.filter(({ beganAt, status }) => beganAt && status !== "stale").length;
  const sealed = new Set(found.seals.edges.flatMap(({ node }) => (node.seat ? [node.seat.id] : [])));
  const seats = seatsOf(table)
    .filter(present)
    .map(({ id }) => id);
  const bare = seats.filter((id) => !sealed.has(id));
  const running = rounds.some(({ status }) => status === "asked" || status === "begun" || status === "voting");
  return (
    <>
      <p>{say("mediation.what")}</p>
      <ul className="rounds-plain small">
        <li>
          {say("mediation.methods", {
            methods: format.list(rules.methods.map((each) => say(`mediation.method.${each}`))),
          })}
        </li>
        <li>{say("mediation.used", { used, of: rules.rounds })}</li>
        <li>
          {say.rich("mediation.protected", {
            seats: sealed.size > 0 ? <SeatNames ids={[...sealed]} /> : say("mediation.nobody"),
          })}
        </li>
        {bare.length > 0 && <li>{say.rich("mediation.unprotected", { seats: <SeatNames ids={bare} /> })}</li>}
        <li>
          <Link to={path.table(table.id, "seal")}>{say("mediation.sealFirst")}</Link>
        </li>
      </ul>
      {rounds.length === 0 && <Empty title={say("mediation.none")}>{say("mediation.noneWhat")}</Empty>}
      {rounds.map((round) => (
        <MediationCard key={round.id} round={round} />
      ))}
      {!running && table.status !== "fixed" && (
        <details className="rounds-fold">
          <summary>{say("mediation.ask")}</summary>
          <AskForm found={found} />
        </details>
      )}
    </>
  );
}
