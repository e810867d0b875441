import { Link } from "react-router";
import type { ResultOf } from "../../../api/graphql";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { Moment } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { Empty } from "../../../ui/states";
import { SafeText } from "../../../ui/text";
import { useOverviewWords } from "../../../words/tableoverview";
import { type Table, useTable } from "../table";
import { NewsQuery } from "./operations";

type Item = NonNullable<ResultOf<typeof NewsQuery>["viewer"]>["inbox"]["nodes"][number];

function useNews(): readonly Item[] {
  const table = useTable();
  const { data } = useLive(NewsQuery, {});
  return data?.viewer?.inbox.nodes.filter(({ thread }) => thread === table.id) ?? [];
}

/** What waits for the viewer at this table, the most urgent first; then what they may do. */
export function NeedsMe() {
  const table = useTable();
  const say = useOverviewWords();
  const needs = useNews()
    .filter(({ lane }) => lane === "needs")
    .sort((one, other) => (one.until ?? "9").localeCompare(other.until ?? "9"));
  const ways = useWays(table);
  return (
    <Section title={say("needs.title")}>
      {needs.length === 0 && <p>{say("needs.none")}</p>}
      {needs.length > 0 && (
        <ul className="rows">
          {needs.map((item) => (
            <NewsLine key={item.id} item={item} />
          ))}
        </ul>
      )}
      {ways.length > 0 && (
        <p className="row">
          <span className="small">{say("needs.may")}</span>
          {ways.map(({ to, label }) => (
            <Link key={to} to={to}>
              {label}
            </Link>
          ))}
        </p>
      )}
    </Section>
  );
}

/** The acts of this table that the server would grant now and that begin something. */
function useWays(table: Table) {
  const say = useOverviewWords();
  const at = {
    "tablePackage.idea": `${path.table(table.id, "packages")}/new`,
    takePosition: path.table(table.id, "packages"),
    castVote: path.table(table.id, "decisions"),
    amendText: path.table(table.id, "text"),
    raiseAsk: path.table(table.id, "asks"),
    sealPreferences: path.table(table.id, "seal"),
  } as const;
  return (Object.keys(at) as (keyof typeof at)[])
    .filter((act) => table.viewerMay.some((each) => each.act === act && each.allowed))
    .map((act) => ({ to: at[act], label: say(`ways.${act === "tablePackage.idea" ? "tablePackage" : act}`) }));
}

/** What moved last at this table, the newest first. */
export function Moved() {
  const say = useOverviewWords();
  const moved = useNews()
    .filter(({ lane }) => lane !== "needs")
    .slice(0, 8);
  return (
    <Section title={say("moved.title")}>
      {moved.length === 0 && <Empty title={say("moved.none")} />}
      <ul className="rows" aria-live="polite">
        {moved.map((item) => (
          <NewsLine key={item.id} item={item} />
        ))}
      </ul>
    </Section>
  );
}

function NewsLine({ item }: { readonly item: Item }) {
  const table = useTable();
  const to = address(table.id, item);
  return (
    <li>
      <span className="main">
        {to ? (
          <Link to={to}>
            <SafeText>{item.message}</SafeText>
          </Link>
        ) : (
          <SafeText>{item.message}</SafeText>
        )}
      </span>
      <span className="small">
        <Moment at={item.until ?? item.at} relative />
      </span>
    </li>
  );
}

/** Where there is more to see of an item. */
function address(table: string, { subject }: Item): string | null {
  switch (subject?.__typename) {
    case "Package":
      return path.package(table, subject.id);
    case "Decision":
      return path.decision(table, subject.id);
    case "Agreement":
      return path.agreement(subject.id);
    case "Ask":
    case "StandingOffer":
      return path.table(table, "asks");
    case "Round":
      return path.table(table, "rounds");
    case "Motion":
      return path.table(table, "ground");
    case "Caucus":
      return path.room(table, subject.id);
    default:
      return null;
  }
}
