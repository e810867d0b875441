import type { ReactNode } from "react";
import { Moment } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import { useAgreementWords } from "../../../words/agreement";
import { known, seatName, useAgreement } from "../agreement";
import { Seats } from "../Seats";

/** Seat by seat: who must, who has, who is bound. */
export function Parties() {
  const say = useAgreementWords();
  const { required, signed, declined, parties, left, leaving, asleep } = useAgreement();
  const all = new Map([...required, ...signed, ...declined, ...left].filter((s) => s !== null).map((s) => [s.id, s]));
  const has = (seats: readonly ({ readonly id: string } | null)[], id: string) => seats.some((seat) => seat?.id === id);
  const stands = (id: string): ReactNode => {
    if (has(left, id)) return say("parties.left");
    const going = leaving.find(({ seat }) => seat?.id === id);
    if (going) return say.rich("parties.leaving", { when: <Moment at={going.ends} /> });
    if (has(parties, id)) return say("parties.party");
    if (has(declined, id)) return say("parties.declined");
    if (has(signed, id)) return say("parties.signed");
    return say("parties.missing");
  };
  return (
    <>
      <ul className="rows">
        {[...all.values()].map((seat) => (
          <li key={seat.id}>
            <span className="main">
              <SafeText>{seatName(seat)}</SafeText>{" "}
              <span className="small">
                <SafeText>{seat.class}</SafeText>
              </span>
            </span>
            <span>
              {stands(seat.id)}
              {has(required, seat.id) && <span className="small"> · {say("parties.must")}</span>}
            </span>
          </li>
        ))}
      </ul>
      <p className="small">{say("parties.others")}</p>
      {leaving.map(({ seat, reason }) => (
        <p key={seat?.id ?? reason}>
          {say.rich("parties.why", { seat: <SafeText>{seatName(seat)}</SafeText>, why: <SafeText>{reason}</SafeText> })}
        </p>
      ))}
      {asleep.length > 0 && (
        <ul className="agreement-says">
          {asleep.map(({ number, needs }) => (
            <li key={number}>{say.rich("parties.asleep", { number, seats: <Seats of={known(needs)} /> })}</li>
          ))}
        </ul>
      )}
    </>
  );
}
