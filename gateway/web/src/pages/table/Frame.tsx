import type { ReactNode } from "react";
import { Link, useLocation } from "react-router";
import type { Freshness } from "../../api/live";
import { path } from "../../app/paths";
import { Moment } from "../../ui/format";
import { LiveDot, Page, Tabs } from "../../ui/page";
import { SafeText } from "../../ui/text";
import { useTableWords } from "../../words/table";
import { Around } from "./Around";
import { levelName, type Table, useTable } from "./table";

/** What stands around every tab: what is talked about, where the talks are, who is there. */
export function Frame({ freshness, children }: { readonly freshness: Freshness; readonly children: ReactNode }) {
  const table = useTable();
  const say = useTableWords();
  const { initiative } = table;
  const index = useLocation().pathname === path.table(table.id);
  return (
    <Page
      wide
      title={table.title}
      kind={
        <>
          {initiative && (
            <>
              <Link to={path.initiative(initiative.id)}>
                <SafeText>{initiative.title}</SafeText>
              </Link>
              {" · "}
            </>
          )}
          {say(`level.${levelName(table.level)}`)}
        </>
      }
      aside={<LiveDot state={freshness} />}
      lead={<Where table={table} />}
    >
      <Around table={table} open={index} />
      <TableTabs table={table} />
      <div className="table-tab">{children}</div>
    </Page>
  );
}

/** Where the talks stand, in one line of facts. */
function Where({ table }: { readonly table: Table }) {
  const say = useTableWords();
  const { talks, decision } = table;
  const deciding = decision && decision.status !== "closed" ? decision : null;
  const round = talks?.round && talks.round.status === "open" ? talks.round : null;
  return (
    <ul className="table-where">
      <li>
        <strong>{say(`status.${table.status}`)}</strong>
        {table.fixedAt && (
          <>
            {" "}
            <Moment at={table.fixedAt} />
          </>
        )}
      </li>
      {talks?.phase?.kind && (
        <li>
          {say(`phase.${talks.phase.kind}`)}
          {talks.phase.title && (
            <>
              {": "}
              <SafeText>{talks.phase.title}</SafeText>
            </>
          )}
        </li>
      )}
      {round && (
        <li>
          <Link to={path.table(table.id, "rounds")}>
            {say(round.sealed ? "round.sealed" : "round.open", { number: round.number })}
          </Link>{" "}
          {say.rich("until", { when: <Moment at={round.until} /> })}
        </li>
      )}
      {deciding && (
        <li className="table-deadline">
          <Link to={path.decision(table.id, deciding.id)}>{say("deciding", { number: deciding.number })}</Link>{" "}
          {say.rich("until", { when: <Moment at={deciding.deadline} /> })} (
          <Moment at={deciding.deadline} relative />)
        </li>
      )}
      {talks?.rung && <li>{say("rung", { rung: say(`rungs.${talks.rung}`) })}</li>}
      {talks?.facilitator && <li>{say.rich("facilitator", { who: <SafeText>{talks.facilitator.name}</SafeText> })}</li>}
    </ul>
  );
}

function TableTabs({ table }: { readonly table: Table }) {
  const say = useTableWords();
  const at = (name: Parameters<typeof path.table>[1]) => path.table(table.id, name);
  const asks = table.heard.seats.reduce((sum, { unanswered }) => sum + unanswered, 0);
  return (
    <Tabs
      label={say("tabs.label")}
      tabs={[
        { to: path.table(table.id), label: say("tabs.overview") },
        { to: at("text"), label: say("tabs.text") },
        { to: at("packages"), label: say("tabs.packages"), deep: true },
        { to: at("rooms"), label: say("tabs.rooms"), deep: true },
        { to: at("asks"), label: say("tabs.asks"), count: asks, deep: true },
        { to: at("seal"), label: say("tabs.seal") },
        { to: at("rounds"), label: say("tabs.rounds"), deep: true },
        { to: at("decisions"), label: say("tabs.decisions"), deep: true },
        { to: at("ground"), label: say("tabs.ground") },
      ]}
    />
  );
}
