import { Moment } from "../../../ui/format";
import { plain, SafeText } from "../../../ui/text";
import { Wide } from "../../../ui/Wide";
import { useGroundWords } from "../../../words/ground";
import { seatName } from "../SeatName";
import type { Motion } from "./Motions";
import { key } from "./Rulebook";
import { flat, type GroundRules, names, useRuleWords } from "./rules";

/** What a motion would do, in words. */
export function Wanted({ motion, now }: { readonly motion: Motion; readonly now: GroundRules }) {
  const say = useGroundWords();
  const listed = (terms: readonly { readonly name: string }[] | null | undefined) =>
    (terms ?? []).map(({ name }) => plain(name)).join(", ");
  if (motion.groundRules) return <Changes was={now} wanted={motion.groundRules} closed={motion.status !== "open"} />;
  const words: readonly (string | null | undefined)[] = [
    motion.facilitator && `${motion.facilitator.name} — ${motion.facilitator.interests}`,
    motion.what === "phase" && (motion.phase?.kind ? say(`phase.${motion.phase.kind}`) : say("phase.none")),
    motion.phase?.title,
    motion.session &&
      `${motion.session.title} (${say("minutes", { count: motion.session.minutes })}${motion.session.place ? `, ${motion.session.place}` : ""})`,
    motion.what === "agenda" && listed(motion.agenda),
    seatName(motion.speaker),
    motion.round?.title,
    motion.what === "ladder" && (motion.rung?.rung ? say(`values.ladder.${motion.rung.rung}`) : say("ladder.down")),
    motion.rung?.question,
    motion.rung?.expert,
    motion.rung?.terms && listed(motion.rung.terms),
    motion.sheet && `${motion.sheet.name ?? motion.term?.name ?? ""} ${motion.sheet.clause ?? ""}`,
    motion.constraint?.name,
    motion.lift?.name,
    motion.package && say("package", { number: motion.package.number }),
    !motion.sheet && motion.term?.name,
  ].map((each) => (each ? String(each) : null));
  const told = words.filter((each) => each);
  return (
    <>
      {told.map((each) => (
        <p key={each}>
          <SafeText>{each}</SafeText>
        </p>
      ))}
      {motion.session && (
        <p className="small">
          <Moment at={motion.session.at} />
        </p>
      )}
    </>
  );
}

interface ChangesProps {
  readonly was: GroundRules;
  readonly wanted: GroundRules;
  readonly closed: boolean;
}

/** Rule by rule what is and what would be. */
function Changes({ was, wanted, closed }: ChangesProps) {
  const say = useGroundWords();
  const tell = useRuleWords();
  const [here, there] = [flat(was), flat(wanted)];
  const changed = names.filter((name) => here[name] !== there[name]);
  if (changed.length === 0) return closed ? null : <p className="small">{say("changes.none")}</p>;
  return (
    <Wide>
      <table className="table">
        <caption className="heard">{say("changes.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("changes.rule")}</th>
            <th scope="col">{say("changes.now")}</th>
            <th scope="col">{say("changes.after")}</th>
          </tr>
        </thead>
        <tbody>
          {changed.map((name) => (
            <tr key={name}>
              <th scope="row">{say(`rule.${key(name)}`)}</th>
              <td>{tell(name, here[name])}</td>
              <td>
                <strong>{tell(name, there[name])}</strong>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}
