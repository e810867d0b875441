import { Button } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { may } from "../../../api/graphql";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { Moment, useFormat } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { Empty, Loading } from "../../../ui/states";
import { PersonName, plain, SafeText } from "../../../ui/text";
import { useTermWords } from "../../../words/tableterms";
import { sideName } from "../packages/PackageLine";
import { useTable } from "../table";
import { MotionActs } from "../text/MotionActs";
import type { Motion } from "../text/text";
import { useSheet } from "../values/useSheet";
import { useOptionWords } from "../values/useValueWords";
import type { Term } from "../values/value";
import { AddTermForm } from "./AddTermForm";
import { ChangeTermForm } from "./ChangeTermForm";
import { Duties } from "./Duties";
import { TermQuery } from "./operations";
import { RemoveTermForm } from "./RemoveTermForm";

/** What is to be agreed on, and what each term will cause. */
export function TermSheet({ motions }: { readonly motions: readonly Motion[] }) {
  const table = useTable();
  const say = useTermWords();
  const { terms, ready } = useSheet();
  const [adding, setAdding] = useState(false);
  const add = may("addTerm", table.viewerMay);
  const wishes = motions.filter(({ status, what }) => status === "open" && what === "sheet");
  if (!ready) return <Loading />;
  return (
    <Section
      id="terms"
      title={say("title")}
      aside={
        add?.allowed ? (
          <Button variant="default" aria-expanded={adding} onClick={() => setAdding(!adding)}>
            {say("add")}
          </Button>
        ) : (
          <span className="why">{add?.message}</span>
        )
      }
    >
      {adding && <AddTermForm done={() => setAdding(false)} />}
      {wishes.map((motion) => (
        <div key={motion.id} className="table-redline">
          <p>
            {say.rich(
              `wish.${motion.sheet?.do === "add" ? "add" : motion.sheet?.do === "remove" ? "remove" : "change"}`,
              {
                who: <SafeText>{sideName(motion.seat)}</SafeText>,
                term: <SafeText>{motion.sheet?.name ?? motion.term?.name}</SafeText>,
              },
            )}
          </p>
          <p className="small">
            <SafeText lines>{motion.reason}</SafeText>
          </p>
          <MotionActs motion={motion} />
        </div>
      ))}
      {terms.length === 0 && <Empty title={say("none")}>{say("noneHow")}</Empty>}
      <ul className="rows">
        {terms.map((term) => (
          <TermLine key={term.id} term={term} />
        ))}
      </ul>
    </Section>
  );
}

function TermLine({ term }: { readonly term: Term }) {
  const say = useTermWords();
  const [open, setOpen] = useState(false);
  const option = useOptionWords();
  const range = [term.min, term.max].map((bound) => (bound === null ? "…" : option(term, bound))).join(" – ");
  return (
    <li>
      <details className="main" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <strong>
            <SafeText>{term.name}</SafeText>
          </strong>{" "}
          <span className="small">
            {say(`kinds.${term.kind}`)}
            {term.options.length > 0 && ` · ${term.options.map(({ key }) => option(term, key)).join(" / ")}`}
            {term.options.length === 0 && (term.min !== null || term.max !== null) && ` · ${range}`}
          </span>
        </summary>
        {open && <TermDetails term={term} />}
      </details>
    </li>
  );
}

function TermDetails({ term }: { readonly term: Term }) {
  const table = useTable();
  const say = useTermWords();
  const format = useFormat();
  const node = useLive(TermQuery, { id: term.id }).data?.node;
  if (!node || !("duties" in node)) return <Loading lines={2} />;
  const names = (seats: readonly ({ readonly name: string } | null)[]) =>
    format.list(seats.flatMap((seat) => (seat ? [plain(seat.name)] : [])));
  const lifts = node.lifts.edges;
  const change = may("changeTerm", table.viewerMay);
  const remove = may("removeTerm", table.viewerMay);
  return (
    <div className="table-term">
      <p>
        <SafeText lines>{term.clause}</SafeText>
      </p>
      {node.needs.length > 0 && <p className="small">{say("needs", { who: names(node.needs) })}</p>}
      {node.heldFor.length > 0 && <p className="small">{say("heldFor", { who: names(node.heldFor) })}</p>}
      <Duties duties={node.duties} />
      <h3>{say("lifts.title")}</h3>
      {lifts.length === 0 && <p className="small">{say("lifts.none")}</p>}
      <ul className="rows">
        {lifts.map(({ node: lift }) => (
          <li key={lift.id}>
            <blockquote className="main table-lift">
              <SafeText lines>{lift.words}</SafeText>
              {lift.contested && (
                <p className="table-wrong">
                  {say.rich("lifts.contested", { why: <SafeText>{lift.contested}</SafeText> })}
                </p>
              )}
            </blockquote>
            <span className="small">
              {say.rich("lifts.by", { who: <PersonName person={lift.by} />, when: <Moment at={lift.liftedAt} /> })}{" "}
              {lift.conversation && (
                <Link to={path.conversation(lift.conversation.id)}>{say("lifts.conversation")}</Link>
              )}
            </span>
          </li>
        ))}
      </ul>
      {change?.allowed ? (
        <details>
          <summary className="small">{say("change")}</summary>
          <ChangeTermForm term={term} details={node} />
        </details>
      ) : (
        <p className="why">{change?.message}</p>
      )}
      {remove?.allowed && (
        <details>
          <summary className="small">{say("remove")}</summary>
          <RemoveTermForm term={term} />
        </details>
      )}
    </div>
  );
}
