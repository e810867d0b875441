import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { ActButton } from "../../../ui/ActButton";
import { Moment } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { useGroundWords } from "../../../words/ground";
import { SeatName } from "../SeatName";
import { ownSeat, present, seatsOf, useTable } from "../table";
import type { Ground } from "./ground";
import { AcceptGroundRules } from "./operations";

/** Who has given their word to keep to the rules, and giving it. */
export function Accepting({ ground }: { readonly ground: Ground }) {
  const say = useGroundWords();
  const table = useTable();
  const act = useAct(AcceptGroundRules);
  const word = new Map(ground.accepted.map(({ seat, at }) => [seat?.id, at]));
  const seats = seatsOf(table).filter(present);
  const mine = word.get(ownSeat(table) ?? "");
  const { version } = ground.groundRules;
  return (
    <Section title={say("accept.title")}>
      <p className="small">{say("accept.how")}</p>
      <ul className="ground-words">
        {seats.map((seat) => {
          const at = word.get(seat.id);
          return (
            <li key={seat.id} data-given={at !== undefined}>
              <SeatName seat={seat} />{" "}
              <span className="small">
                {at ? say.rich("accept.since", { when: <Moment at={at} /> }) : say("accept.not")}
              </span>
            </li>
          );
        })}
      </ul>
      {mine ? (
        <p className="ground-given">{say("accept.given", { version })}</p>
      ) : (
        <ActButton
          act={act}
          wish={{ input: { negotiation: ground.id, version } }}
          ask="always"
          permission={may("acceptGroundRules", ground.viewerMay)}
          warning={say("accept.warning", { version })}
        >
          {say("accept.do", { version })}
        </ActButton>
      )}
    </Section>
  );
}
