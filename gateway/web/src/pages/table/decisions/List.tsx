import { Button } from "@mantine/core";
import { Link } from "react-router";
import type { ResultOf } from "../../../api/graphql";
import { usePages } from "../../../api/usePages";
import { path } from "../../../app/paths";
import { Moment } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { Empty, Waiting } from "../../../ui/states";
import { SafeText } from "../../../ui/text";
import { useAppWords } from "../../../words/app";
import { useDecisionWords } from "../../../words/decisions";
import { useTable } from "../table";
import { CallForm } from "./CallForm";
import { DecisionsQuery } from "./operations";

const decisions = (data: ResultOf<typeof DecisionsQuery>) => data.negotiation?.decisions;

export function DecisionList() {
  const table = useTable();
  const say = useDecisionWords();
  const words = useAppWords();
  const { live, nodes, hasMore, more } = usePages(DecisionsQuery, { id: table.id }, decisions);
  const rules = live.data?.negotiation?.groundRules;
  if (!rules) return <Waiting for={live} />;
  return (
    <>
      <h2 className="heard">{say("title")}</h2>
      {nodes.length === 0 && <Empty title={say("none")}>{say("noneWhat")}</Empty>}
      <ul className="rows">
        {nodes.toReversed().map((each) => (
          <li key={each.id}>
            <div className="main">
              <Link to={path.decision(table.id, each.id)}>
                <strong>{say("name", { number: each.number })}</strong>
              </Link>{" "}
              {each.packages.length > 1
                ? say("ranks", { numbers: each.packages.map(({ number }) => number).join(", ") })
                : each.package && say("about", { number: each.package.number })}
              {each.call > 1 && <> · {say("secondCall")}</>}
              {each.question && (
                <p className="small">
                  <SafeText>{each.question}</SafeText>
                </p>
              )}
            </div>
            <div>
              <Result status={each.status} outcome={each.outcome} />
              <div className="small">
                {each.status === "closed" && each.closedAt ? (
                  <Moment at={each.closedAt} />
                ) : (
                  <>
                    {say("voted", {
                      voted: each.electors.filter(({ voted }) => voted).length,
                      of: each.electors.length,
                    })}
                    {" · "}
                    {say.rich("closesIn", { when: <Moment at={each.deadline} relative /> })}
                  </>
                )}
              </div>
            </div>
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button variant="default" onClick={more}>
          {words("more")}
        </Button>
      )}
      {table.status !== "fixed" && (
        <Section title={say("call.title")}>
          <CallForm rules={rules} />
        </Section>
      )}
    </>
  );
}

interface ResultProps {
  readonly status: "open" | "closing" | "closed";
  readonly outcome: "carried" | "rejected" | "noQuorum" | null;
}

/** Where a decision stands: a word with a shape of its own. */
export function Result({ status, outcome }: ResultProps) {
  const say = useDecisionWords();
  return (
    <span className="decisions-result" data-outcome={outcome ?? status}>
      {outcome ? say(`outcome.${outcome}`) : say(`status.${status}`)}
    </span>
  );
}
