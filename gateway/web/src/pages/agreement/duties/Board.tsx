import { Button } from "@mantine/core";
import { memo } from "react";
import { Link } from "react-router";
import { useLive } from "../../../api/useLive";
import { usePages } from "../../../api/usePages";
import { Moment, Money } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { Empty, Waiting } from "../../../ui/states";
import { SafeText } from "../../../ui/text";
import { useAgreementWords } from "../../../words/agreement";
import { seatName, useAgreement } from "../agreement";
import { Seats } from "../Seats";
import { BoardQuery, DutiesQuery, type DutyLine } from "./operations";

const obligations = (data: {
  agreement: {
    obligations: {
      edges: readonly { node: DutyLine }[];
      pageInfo: { hasNextPage: boolean; endCursor: string | null };
    };
  } | null;
}) => data.agreement?.obligations;

/** In which group a state stands: what is wrong first, what is done last. */
const groups = [
  { name: "wrong", states: ["breached", "disputed"] },
  { name: "next", states: ["raised"] },
  { name: "waits", states: ["reported"] },
  { name: "settled", states: ["accepted", "resolved", "waived", "cancelled"] },
] as const;

export function Board() {
  const say = useAgreementWords();
  const { id, inForce } = useAgreement();
  const { live, nodes, hasMore, more } = usePages(DutiesQuery, { id }, obligations);
  const own = useLive(BoardQuery, { id }).data?.agreement?.board ?? [];
  const side = new Map(own.map((each) => [each.obligation.id, each.owes ? "owes" : each.isOwed ? "isOwed" : "other"]));
  if (!live.data) return <Waiting for={live} />;
  if (nodes.length === 0) {
    return (
      <Section title={say("duties.title")}>
        <Empty title={say("duties.none")}>{say(inForce > 0 ? "duties.noneOwed" : "duties.later")}</Empty>
      </Section>
    );
  }
  return (
    <>
      {groups.map(({ name, states }) => {
        const lines = nodes.filter(({ state }) => (states as readonly string[]).includes(state));
        if (lines.length === 0) return null;
        return (
          <Section key={name} title={say(`duties.${name}`)} aside={<span className="count">{lines.length}</span>}>
            <ul className="rows">
              {lines.map((line) => (
                <Line key={line.id} its={line} side={side.get(line.id)} />
              ))}
            </ul>
          </Section>
        );
      })}
      {hasMore && (
        <Button variant="default" onClick={more}>
          {say("more")}
        </Button>
      )}
      <p className="small">{say("duties.calendar")}</p>
    </>
  );
}

const Line = memo(function Line({ its, side }: { readonly its: DutyLine; readonly side: string | undefined }) {
  const say = useAgreementWords();
  const { id } = useAgreement();
  return (
    <li>
      <span className="main">
        <Link to={`/a/${id}/duties/${its.id}`}>
          <SafeText>{its.what}</SafeText>
        </Link>{" "}
        {its.amount && <Money value={its.amount} />}
        <div className="small">
          {say.rich("duties.owes", {
            debtor: <SafeText>{seatName(its.debtor)}</SafeText>,
            creditors: <Seats of={its.creditors} />,
          })}
          {side === "owes" && <> · {say("duties.yours")}</>}
          {side === "isOwed" && <> · {say("duties.toYou")}</>}
        </div>
      </span>
      <span>
        <Moment at={its.on} />{" "}
        <strong className="agreement-state" data-state={its.state}>
          {say(`duty.${its.state}`)}
        </strong>
      </span>
    </li>
  );
});
