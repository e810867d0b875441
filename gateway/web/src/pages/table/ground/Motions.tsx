import { may, type ResultOf } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { ActButton } from "../../../ui/ActButton";
import { Fold } from "../../../ui/Fold";
import { Moment } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { ReasonForm } from "../../../ui/ReasonForm";
import { SafeText } from "../../../ui/text";
import { useGroundWords } from "../../../words/ground";
import { SeatName } from "../SeatName";
import { ownSeat, useTable } from "../table";
import type { Ground } from "./ground";
import { DeclineMotion, MotionsQuery, SupportMotion } from "./operations";
import { Wanted } from "./Wanted";

export type Motion = NonNullable<ResultOf<typeof MotionsQuery>["negotiation"]>["motions"]["edges"][number]["node"];

/** What seats want and need others for. */
export function Motions({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const live = useLive(MotionsQuery, { id: ground.id });
  const motions = live.data?.negotiation?.motions.edges.map(({ node }) => node).toReversed() ?? [];
  const open = motions.filter(({ status }) => status === "open");
  const past = motions.filter(({ status }) => status !== "open");
  if (motions.length === 0) return null;
  return (
    <Section title={say("motions.title")}>
      {open.length === 0 && <p className="small">{say("motions.none")}</p>}
      <ul className="ground-motions">
        {open.map((motion) => (
          <MotionCard key={motion.id} motion={motion} ground={ground} />
        ))}
      </ul>
      {past.length > 0 && (
        <Fold label={say("motions.past", { count: past.length })}>
          <ul className="ground-motions">
            {past.map((motion) => (
              <MotionCard key={motion.id} motion={motion} ground={ground} />
            ))}
          </ul>
        </Fold>
      )}
    </Section>
  );
}

function MotionCard({ motion, ground }: { readonly motion: Motion; readonly ground: Ground }) {
  const say = useGroundWords();
  return (
    <li className="ground-motion" data-status={motion.status}>
      <article aria-label={say("motions.label", { number: motion.number, what: say(`what.${motion.what}`) })}>
        <h3>
          {say(`what.${motion.what}`)} <span className="ground-status">{say(`motionStatus.${motion.status}`)}</span>
        </h3>
        <p className="small">
          {motion.seat ? say.rich("motions.by", { seat: <SeatName seat={motion.seat} /> }) : say("motions.byConvener")}{" "}
          {motion.status === "open" && (
            <>
              {say(`needs.${motion.needs}`)} {say.rich("motions.until", { when: <Moment at={motion.until} /> })}
            </>
          )}
        </p>
        <Wanted motion={motion} now={ground.groundRules} />
        <p>{say.rich("because", { reason: <SafeText>{motion.reason}</SafeText> })}</p>
        {motion.supporters.length > 0 && (
          <p className="small">
            {say("motions.supporters")}{" "}
            {motion.supporters.map((seat, place) => (
              <span key={seat.id}>
                {place > 0 && ", "}
                <SeatName seat={seat} />
              </span>
            ))}
          </p>
        )}
        {motion.closeReason && (
          <p className="small">
            {motion.closedBy && (
              <>
                <SeatName seat={motion.closedBy} />
                {": "}
              </>
            )}
            <SafeText>{motion.closeReason}</SafeText>
          </p>
        )}
        {motion.status === "open" && <Answer motion={motion} ground={ground} />}
      </article>
    </li>
  );
}

function Answer({ motion, ground }: { readonly motion: Motion; readonly ground: Ground }) {
  const say = useGroundWords();
  const own = ownSeat(useTable());
  const support = useAct(SupportMotion);
  const decline = useAct(DeclineMotion);
  const wish = { negotiation: ground.id, motion: motion.id };
  const mine = motion.seat?.id === own;
  const supported = motion.supporters.some(({ id }) => id === own);
  return (
    <div className="row ground-answer">
      {supported ? (
        <strong>{say(mine ? "motions.mine" : "motions.supported")}</strong>
      ) : (
        <ActButton
          act={support}
          wish={{ input: wish }}
          ask="always"
          size="xs"
          permission={may("supportMotion", ground.viewerMay)}
        >
          {say("motions.support")}
        </ActButton>
      )}
      <Fold label={say(mine ? "motions.takeBack" : "motions.decline")}>
        <ReasonForm
          act={decline}
          draft={`motion.decline:${motion.id}`}
          label={say(mine ? "motions.takeBack" : "motions.decline")}
          field={say("reason")}
          permission={may("declineMotion", ground.viewerMay)}
          wish={(reason) => ({ input: { ...wish, reason } })}
        />
      </Fold>
    </div>
  );
}
