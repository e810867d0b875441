import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { ActButton } from "../../../ui/ActButton";
import { Moment } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import { useRoundWords } from "../../../words/rounds";
import { SeatName } from "../seats";
import { useTable } from "../table";
import { type Rounds, SupportMotion } from "./operations";

type Motion = Rounds["motions"]["edges"][number]["node"];

/** Rounds that somebody has moved for, and that wait for a seat of another class. */
export function Motions({ motions }: { readonly motions: readonly Motion[] }) {
  const say = useRoundWords();
  const open = motions.filter(({ status, what }) => status === "open" && (what === "round" || what === "closeRound"));
  if (open.length === 0) return null;
  return (
    <section aria-label={say("motion.title")}>
      <h3>{say("motion.title")}</h3>
      <ul className="rows">
        {open.map((motion) => (
          <MotionLine key={motion.id} motion={motion} />
        ))}
      </ul>
    </section>
  );
}

function MotionLine({ motion }: { readonly motion: Motion }) {
  const table = useTable();
  const say = useRoundWords();
  const act = useAct(SupportMotion);
  const who = motion.seat ? <SeatName id={motion.seat.id} /> : say("motion.convener");
  return (
    <li>
      <div className="main">
        {motion.round
          ? say.rich("motion.round", { who, until: <Moment at={motion.round.until} /> })
          : say.rich("motion.closeRound", { who })}
        <div className="small">
          <SafeText>{motion.reason}</SafeText> · {say.rich("until", { when: <Moment at={motion.until} /> })}
        </div>
      </div>
      <ActButton
        act={act}
        wish={{ input: { negotiation: table.id, motion: motion.id } }}
        permission={may("supportMotion", table.viewerMay)}
        variant="default"
        size="xs"
      >
        {say("motion.support")}
      </ActButton>
    </li>
  );
}
