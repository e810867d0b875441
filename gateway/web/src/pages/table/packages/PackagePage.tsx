import { Button } from "@mantine/core";
import { Link, useParams } from "react-router";
import { may } from "../../../api/graphql";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { Moment } from "../../../ui/format";
import { LiveDot, Section } from "../../../ui/page";
import { Empty, NotFound, Waiting } from "../../../ui/states";
import { PersonName, SafeText } from "../../../ui/text";
import { Wide } from "../../../ui/Wide";
import { usePackageWords } from "../../../words/tablepackages";
import { ownSeat, useTable } from "../table";
import { StanceMark } from "../values/Stance";
import { useSheet } from "../values/useSheet";
import { useValueWords } from "../values/useValueWords";
import { OwnWorth } from "./OwnWorth";
import { PackageQuery } from "./operations";
import { Authors, Standing, sideName } from "./PackageLine";
import { PositionCard } from "./PositionCard";
import { PositionForm } from "./PositionForm";
import { lies, type WholePackage } from "./package";
import { TextForm } from "./TextForm";
import { WithdrawForm } from "./WithdrawForm";

/** One package: what it says, what seats think of it, and what one can do about it. */
export function PackagePage() {
  const { package: id = "" } = useParams();
  const say = usePackageWords();
  const live = useLive(PackageQuery, { id });
  if (!live.data) return <Waiting for={live} />;
  const found = live.data.package;
  if (!found) return <NotFound />;
  return (
    <>
      <Head of={found} freshness={live.freshness} />
      <div className="table-columns">
        <div>
          <Values of={found} />
          <OwnWorth worth={found.ownWorth} />
          <Deeds of={found} />
        </div>
        <Section title={say("positions.title")}>
          {found.positions.nodes.length === 0 && (
            <Empty title={say("positions.none")}>{say("positions.noneHow")}</Empty>
          )}
          <ul className="table-positions">
            {found.positions.nodes.map((each) => (
              <PositionCard key={each.id} position={each} />
            ))}
          </ul>
          <PositionForm of={found} />
        </Section>
      </div>
    </>
  );
}

function Head({
  of,
  freshness,
}: {
  readonly of: WholePackage;
  readonly freshness: Parameters<typeof LiveDot>[0]["state"];
}) {
  const table = useTable();
  const say = usePackageWords();
  const to = path.table(table.id, "packages");
  return (
    <header>
      <Link to={to}>{say("back")}</Link>
      <div className="titleline">
        <h2>
          {say(`name.${of.as}`, { number: of.number })} {say.rich("by", { who: <Authors of={of} /> })}
        </h2>
        <LiveDot state={freshness} />
      </div>
      <p className="small">
        <Standing of={of} /> ·{" "}
        {say.rich("tabled", { when: <Moment at={of.tabledAt} />, who: <PersonName person={of.by} /> })}
        {of.counterTo && (
          <>
            {" "}
            ·{" "}
            {say.rich("answers", {
              which: <Link to={path.package(table.id, of.counterTo.id)}>{of.counterTo.number}</Link>,
            })}
          </>
        )}
        {of.decision && (
          <>
            {" "}
            ·{" "}
            <Link to={path.decision(table.id, of.decision.id)}>{say("decision", { number: of.decision.number })}</Link>
          </>
        )}
      </p>
      {of.status === "stale" && <p className="note trouble">{say("staleWhy")}</p>}
      {of.status === "infeasible" && <p className="note trouble">{say("infeasibleWhy")}</p>}
      {of.reason && <p className="note">{say.rich("withdrawnFor", { why: <SafeText>{of.reason}</SafeText> })}</p>}
      {of.note && (
        <p className="note">
          <SafeText lines>{of.note}</SafeText>
        </p>
      )}
    </header>
  );
}

function Values({ of }: { readonly of: WholePackage }) {
  const say = usePackageWords();
  const words = useValueWords();
  const { byId, terms } = useSheet();
  const set = new Set(of.values.map(({ term }) => term?.id));
  const open = terms.filter(({ id }) => !set.has(id));
  const marks = (term: string) => of.positions.nodes.filter((each) => each.term?.id === term);
  return (
    <Section title={say("says")}>
      <Wide>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{say("term")}</th>
              <th scope="col">{say("value")}</th>
              <th scope="col">{say("thought")}</th>
            </tr>
          </thead>
          <tbody>
            {of.values.map(({ term: at, version, value }) => {
              const term = at && byId.get(at.id);
              if (!term) return null;
              return (
                <tr key={term.id}>
                  <th scope="row">
                    <SafeText>{term.name}</SafeText>
                    {(term.removed || term.version !== version) && (
                      <p className="small table-changed">{say(term.removed ? "termRemoved" : "termChanged")}</p>
                    )}
                  </th>
                  <td>
                    <SafeText lines>{words(term, value)}</SafeText>
                  </td>
                  <td>
                    {marks(term.id).map((each) => (
                      <span key={each.id} className="table-markby" title={sideName(each.seat)}>
                        <StanceMark stance={each.stance} /> <SafeText>{sideName(each.seat)}</SafeText>
                      </span>
                    ))}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </Wide>
      {open.length > 0 && (
        <p className="small">{say("leavesOpen", { terms: open.map(({ name }) => name).join(", ") })}</p>
      )}
    </Section>
  );
}

/** What one can do with it besides taking a position. */
function Deeds({ of }: { readonly of: WholePackage }) {
  const table = useTable();
  const say = usePackageWords();
  const mine = ownSeat(table);
  const own = mine !== null && [of.seat, ...of.with].some((seat) => seat?.id === mine);
  const counter = may("tablePackage.idea", table.viewerMay);
  const decide = may("openDecision", table.viewerMay);
  if (!lies(of)) return null;
  return (
    <Section title={say("deeds")}>
      <div className="row">
        {counter?.allowed ? (
          <Button component={Link} to={`${path.table(table.id, "packages")}/new?answers=${of.id}`}>
            {say("answer")}
          </Button>
        ) : (
          <span className="why">{counter?.message}</span>
        )}
        {decide?.allowed ? (
          <Button component={Link} variant="default" to={`${path.table(table.id, "decisions")}?package=${of.id}`}>
            {say("decide")}
          </Button>
        ) : (
          <span className="why">{decide?.message}</span>
        )}
      </div>
      <details>
        <summary>{say("text.summary")}</summary>
        <TextForm of={of} />
      </details>
      {own && (
        <details>
          <summary>{say("withdraw.summary")}</summary>
          <WithdrawForm of={of} />
        </details>
      )}
    </Section>
  );
}
