import { Link, useParams } from "react-router";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { Length, Moment, Money } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { NotFound, Waiting } from "../../../ui/states";
import { PersonName, SafeText } from "../../../ui/text";
import { useAgreementWords } from "../../../words/agreement";
import { seatName, useAgreement } from "../agreement";
import { Seats } from "../Seats";
import { Acts } from "./Acts";
import { type Obligation, ObligationQuery } from "./operations";

/** One obligation: what, by when, what was said to it, what the reader may do. */
export function Detail() {
  const say = useAgreementWords();
  const { id } = useAgreement();
  const { obligation: wanted = "" } = useParams();
  const live = useLive(ObligationQuery, { id: wanted });
  if (!live.data) return <Waiting for={live} />;
  const { obligation } = live.data;
  if (!obligation || obligation.agreement?.id !== id) return <NotFound />;
  return (
    <Section
      title={say("duties.one", { number: obligation.number })}
      aside={
        <strong className="agreement-state" data-state={obligation.state}>
          {say(`duty.${obligation.state}`)}
        </strong>
      }
    >
      <p>
        <SafeText lines>{obligation.what}</SafeText>
      </p>
      <Facts its={obligation} />
      <Said its={obligation} />
      <Acts its={obligation} />
      <p>
        <Link to={path.agreement(id, "duties")}>{say("duties.back")}</Link>
      </p>
    </Section>
  );
}

function Facts({ its }: { readonly its: Obligation }) {
  const say = useAgreementWords();
  const { id } = useAgreement();
  return (
    <dl className="facts">
      <dt>{say("duties.debtor")}</dt>
      <dd>
        <SafeText>{seatName(its.debtor)}</SafeText>
      </dd>
      <dt>{say("duties.creditors")}</dt>
      <dd>
        <Seats of={its.creditors} />
      </dd>
      <dt>{say("duties.on")}</dt>
      <dd>
        <Moment at={its.on} /> (<Moment at={its.dueAt} relative />)
      </dd>
      {its.amount && (
        <>
          <dt>{say("duties.amount")}</dt>
          <dd>
            <Money value={its.amount} />
          </dd>
        </>
      )}
      <dt>{say("duties.evidence")}</dt>
      <dd>{say(`evidence.${its.evidence}`)}</dd>
      {its.acceptance && (
        <>
          <dt>{say("duties.silence")}</dt>
          <dd>
            <Length of={its.acceptance} />
          </dd>
        </>
      )}
      <dt>{say("duties.from")}</dt>
      <dd>
        <Link to={`${path.agreement(id)}?version=${its.version}#clause-${its.clauseKey}`}>
          {its.clause ? (
            <SafeText>{`${its.clause.number}. ${its.clause.name}`}</SafeText>
          ) : (
            <SafeText>{its.clauseKey}</SafeText>
          )}
        </Link>
      </dd>
    </dl>
  );
}

/** What was said to it, in its order. */
function Said({ its }: { readonly its: Obligation }) {
  const say = useAgreementWords();
  const { report, dispute, resolution, waivers, breachedAt, settledAt } = its;
  return (
    <ul className="rows">
      {breachedAt && <li>{say.rich("duties.breachedAt", { when: <Moment at={breachedAt} /> })}</li>}
      {report && (
        <li>
          <span className="main">
            {say.rich("duties.reported", {
              who: <PersonName person={report.person} />,
              seat: <SafeText>{seatName(report.seat)}</SafeText>,
              when: <Moment at={report.at} />,
            })}{" "}
            {report.late > 0 && say("duties.late", { count: report.late })}
            {report.note && (
              <p>
                <SafeText lines>{report.note}</SafeText>
              </p>
            )}
            {report.files.map(({ hash, name }) => (
              <p key={hash} className="small">
                <a href={`/files/${hash}`} download>
                  <SafeText>{name ?? hash}</SafeText>
                </a>
              </p>
            ))}
          </span>
          {report.acceptBy && its.state === "reported" && (
            <span className="small">{say.rich("duties.acceptBy", { when: <Moment at={report.acceptBy} /> })}</span>
          )}
        </li>
      )}
      {dispute && (
        <li>
          <span className="main">
            {say.rich("duties.disputed", { seat: <SafeText>{seatName(dispute.seat)}</SafeText> })}
            <p>
              <SafeText lines>{dispute.reason}</SafeText>
            </p>
          </span>
          <Moment at={dispute.at} />
        </li>
      )}
      {waivers.map(({ seat, reason, at }) => (
        <li key={seat?.id ?? at}>
          <span className="main">
            {say.rich("duties.waivedBy", { seat: <SafeText>{seatName(seat)}</SafeText> })}{" "}
            <SafeText lines>{reason}</SafeText>
          </span>
          <Moment at={at} />
        </li>
      ))}
      {resolution && (
        <li>
          <span className="main">
            {say(`outcome.${resolution.outcome}`)} <SafeText lines>{resolution.how}</SafeText>
          </span>
          <Moment at={resolution.at} />
        </li>
      )}
      {settledAt && (
        <li>{say.rich(its.silence ? "duties.bySilence" : "duties.settledAt", { when: <Moment at={settledAt} /> })}</li>
      )}
    </ul>
  );
}
