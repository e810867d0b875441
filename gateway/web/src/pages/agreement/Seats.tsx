import { useFormat } from "../../ui/format";
import { plain } from "../../ui/text";
import { known, seatName } from "./agreement";
import type { SeatPart } from "./operations";

/** Seats in a sentence: A, B and C. */
export function Seats({ of }: { readonly of: readonly (SeatPart | null)[] }) {
  const format = useFormat();
  return <span className="theirs">{format.list(known(of).map((seat) => plain(seatName(seat))))}</span>;
}
