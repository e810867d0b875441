import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Freshness } from "../../api/live";
import { path } from "../../app/paths";
import { Moment } from "../../ui/format";
import { useLevelName } from "../../ui/levels";
import { LiveDot, Page, Tabs } from "../../ui/page";
import { SafeText } from "../../ui/text";
import { useAgreementWords } from "../../words/agreement";
import { useAgreement } from "./agreement";
import { Seats } from "./Seats";

/** What stands above every tab: what it is about, where it stands, what is next. */
export function Frame({ freshness, children }: { readonly freshness: Freshness; readonly children: ReactNode }) {
  const say = useAgreementWords();
  const level = useLevelName();
  const { id, title, initiative, negotiation, version, ...agreement } = useAgreement();
  const tabs = [
    { to: path.agreement(id), label: say("tabs.document") },
    { to: path.agreement(id, "signatures"), label: say("tabs.signatures"), count: agreement.missing.length },
    { to: path.agreement(id, "duties"), label: say("tabs.duties"), deep: true },
    { to: path.agreement(id, "value"), label: say("tabs.value"), deep: true },
    { to: path.agreement(id, "history"), label: say("tabs.history") },
    { to: path.agreement(id, "verify"), label: say("tabs.verify") },
  ];
  return (
    <Page
      wide
      title={title}
      kind={
        <>
          {initiative && (
            <Link to={path.initiative(initiative.id)}>
              <SafeText>{initiative.title}</SafeText>
            </Link>
          )}
          {negotiation && (
            <>
              {" · "}
              <Link to={path.table(negotiation.id)}>{say("table")}</Link>
            </>
          )}
          {" · "}
          {level(agreement.level)} · {say("version", { version })}
        </>
      }
      aside={<LiveDot state={freshness} />}
      lead={<Status />}
    >
      <Tabs label={say("tabs.label")} tabs={tabs} />
      <div className="agreement-tab">{children}</div>
    </Page>
  );
}

/** Where it stands, in a word and a shape, and what follows from that. */
function Status() {
  const say = useAgreementWords();
  const agreement = useAgreement();
  const { status, missing, entryBy, inForceAt, endedAt, endReason, parties, notBefore, inForce } = agreement;
  const cooling = status === "open" && missing.length === 0 && notBefore;
  return (
    <div className="agreement-status">
      <p>
        <strong className="agreement-state" data-state={status}>
          {say(cooling ? "status.cooling" : `status.${status}`)}
        </strong>{" "}
        {status === "open" && missing.length > 0 && (
          <>
            {say.rich("waits", { seats: <Seats of={missing} />, when: <Moment at={entryBy} /> })}{" "}
            <Moment at={entryBy} relative />
          </>
        )}
        {cooling && say.rich("coolingUntil", { when: <Moment at={notBefore} /> })}
        {status === "inForce" && inForceAt && (
          <>
            {say.rich("since", { when: <Moment at={inForceAt} /> })}{" "}
            {say.rich("between", { seats: <Seats of={parties} /> })}
          </>
        )}
        {status === "ratifying" &&
          agreement.ratificationUntil &&
          say.rich("ratifyingUntil", { when: <Moment at={agreement.ratificationUntil} /> })}
        {endedAt && say.rich("endedAt", { when: <Moment at={endedAt} /> })}
      </p>
      {endReason && (
        <blockquote className="agreement-reason">
          <SafeText lines>{endReason}</SafeText>
        </blockquote>
      )}
      {(status === "void" || status === "lapsed") && <p>{say(`nothing.${status}`)}</p>}
      {inForce > 0 && inForce !== agreement.version && <p>{say("still", { version: inForce })}</p>}
    </div>
  );
}
