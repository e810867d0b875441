import { plain, SafeText } from "../../ui/text";
import { useAppWords } from "../../words/app";

export interface NamedSeat {
  readonly name?: string | null;
  readonly organization?: { readonly name?: string | null } | null;
}

/** What a seat is called: who sits there, or the chair itself. */
export function seatName(seat: NamedSeat | null | undefined): string | null {
  const name = seat?.organization?.name ?? seat?.name;
  return name ? plain(name) : null;
}

export function SeatName({ seat }: { readonly seat: NamedSeat | null | undefined }) {
  const say = useAppWords();
  const name = seatName(seat);
  return name ? <SafeText>{name}</SafeText> : <>{say("somebody")}</>;
}
