import { useFormat } from "../../../ui/format";
import { plain } from "../../../ui/text";
import { useAppWords } from "../../../words/app";
import { type NamedSeat, seatName } from "../SeatName";

interface RoomMember {
  readonly seat: NamedSeat | null;
  readonly person: { readonly name?: string | null } | null;
}

/** The names of those in a room, as a list. */
export function useMemberNames(): (members: readonly RoomMember[]) => string {
  const format = useFormat();
  const app = useAppWords();
  return (members) =>
    format.list(
      members.map(({ seat, person }) => seatName(seat) ?? (person?.name ? plain(person.name) : app("somebody"))),
    );
}
