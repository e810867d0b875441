import { useLive } from "../../../api/useLive";
import { Section } from "../../../ui/page";
import { Empty, Waiting } from "../../../ui/states";
import { useRoundWords } from "../../../words/rounds";
import { useTable } from "../table";
import { Mediation } from "./Mediation";
import { Motions } from "./Motions";
import { OpenForm } from "./OpenForm";
import { RoundsQuery } from "./operations";
import { RoundCard } from "./RoundCard";
import "./rounds.css";

/** Rounds in which seats speak, and those in which packages are suggested to them. */
export function Component() {
  const table = useTable();
  const say = useRoundWords();
  const live = useLive(RoundsQuery, { id: table.id });
  const found = live.data?.negotiation;
  if (!found) return <Waiting for={live} />;
  const rounds = found.rounds.edges.map(({ node }) => node).toReversed();
  const runs = rounds.some(({ status }) => status !== "closed");
  return (
    <>
      <h2 className="heard">{say("title")}</h2>
      {rounds.length === 0 && <Empty title={say("none")}>{say("noneWhat")}</Empty>}
      {rounds.map((round) => (
        <RoundCard key={round.id} round={round} />
      ))}
      <Motions motions={found.motions.edges.map(({ node }) => node)} />
      {!runs && table.status !== "fixed" && (
        <details className="rounds-fold">
          <summary>{say("begin.title")}</summary>
          <OpenForm sealed={found.groundRules.sealedRounds} />
        </details>
      )}
      <Section title={say("mediation.title")}>
        <Mediation />
      </Section>
    </>
  );
}
