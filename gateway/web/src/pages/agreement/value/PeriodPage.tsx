import { lazy, Suspense } from "react";
import { Link, useParams } from "react-router";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { ActButton } from "../../../ui/ActButton";
import { Moment, Money, Percent } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { Loading, NotFound, Waiting } from "../../../ui/states";
import { SafeText } from "../../../ui/text";
import { useAgreementWords } from "../../../words/agreement";
import { seatName, useAgreement } from "../agreement";
import { Seats } from "../Seats";
import { Contributions } from "./Contributions";
import { Distributions } from "./Distributions";
import { Lines } from "./Lines";
import { DistributePeriod, type Period, PeriodQuery, PublishStatement } from "./operations";
import { OwnPayouts, Payables } from "./Payments";

const FairnessView = lazy(() => import("./FairnessView"));

/** One period: what it comes to, line by line, how it is shared, who was paid. */
export function PeriodPage() {
  const say = useAgreementWords();
  const { id } = useAgreement();
  const { period: wanted = "" } = useParams();
  const live = useLive(PeriodQuery, { id: wanted });
  if (!live.data) return <Waiting for={live} />;
  const { period } = live.data;
  if (!period || period.agreement?.id !== id) return <NotFound />;
  const fairness = period.distributions.edges.at(-1)?.node.fairness;
  return (
    <>
      <Section
        title={say("value.period", { number: period.number })}
        aside={
          <strong className="agreement-state" data-state={period.state}>
            {say(`period.${period.state}`)}
          </strong>
        }
      >
        <Sums period={period} />
        <Next period={period} />
      </Section>
      <Section title={say("value.lines")}>
        <Lines period={period} />
      </Section>
      <Section title={say("value.shared")}>
        <Portions period={period} />
        <Distributions period={period} />
      </Section>
      {fairness && (
        <Section title={say("fair.title")}>
          <Suspense fallback={<Loading />}>
            <FairnessView report={fairness} currency={period.currency} />
          </Suspense>
        </Section>
      )}
      <OwnPayouts period={period} />
      <Payables period={period} />
      <Contributions period={period} />
      <p>
        <Link to={path.agreement(id, "value")}>{say("value.back")}</Link>
      </p>
    </>
  );
}

function Sums({ period }: { readonly period: Period }) {
  const say = useAgreementWords();
  const { sums, from, to, holder, reader } = period;
  return (
    <dl className="facts">
      <dt>{say("value.days")}</dt>
      <dd>
        <Moment at={from} /> – <Moment at={to} />
      </dd>
      <dt>{say("value.holder")}</dt>
      <dd>
        <SafeText>{seatName(holder)}</SafeText>
      </dd>
      {reader && (
        <>
          <dt>{say("value.reader")}</dt>
          <dd>
            <SafeText>{seatName(reader)}</SafeText>
          </dd>
        </>
      )}
      {(["pot", "held", "free", "shared"] as const).map((name) => (
        <div key={name} style={{ display: "contents" }}>
          <dt>{say(`sums.${name}`)}</dt>
          <dd>
            <Money value={sums[name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The next act of the whole period. */
function Next({ period }: { readonly period: Period }) {
  const say = useAgreementWords();
  const publish = useAct(PublishStatement);
  const distribute = useAct(DistributePeriod);
  const wish = { input: { period: period.id } };
  if (period.state === "stating") {
    return (
      <p>
        <ActButton act={publish} wish={wish} permission={may("publishStatement", period.viewerMay)} ask="always">
          {say("value.publish")}
        </ActButton>
      </p>
    );
  }
  if (period.state !== "reading") return null;
  return (
    <>
      {period.contestBy && <p>{say.rich("value.contestBy", { when: <Moment at={period.contestBy} /> })}</p>}
      <p>
        <ActButton act={distribute} wish={wish} permission={may("distributePeriod", period.viewerMay)} ask="always">
          {say("value.distribute")}
        </ActButton>
      </p>
    </>
  );
}

function Portions({ period }: { readonly period: Period }) {
  const say = useAgreementWords();
  return (
    <ul className="rows">
      {period.portions.map(({ key, share, seats, by, formula }) => (
        <li key={key}>
          <span className="main">
            <strong>
              <SafeText>{key}</SafeText>
            </strong>{" "}
            {key === period.reserve ? say("value.reserve") : <Seats of={seats} />}{" "}
            <span className="small">
              {by && <Within by={by} />}
              {formula && (
                <>
                  {" "}
                  <code>{formula}</code>
                </>
              )}
            </span>
          </span>
          <span>
            <Percent value={share} /> <span className="small">({share})</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** By which rule a portion is shared within; one that is newer than our words, by its own name. */
function Within({ by }: { readonly by: string }) {
  const say = useAgreementWords();
  const key = `within.${by}`;
  return say.has(key) ? say(key) : <code>{by}</code>;
}
