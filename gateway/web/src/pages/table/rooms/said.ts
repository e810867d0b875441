import { plain } from "../../../ui/text";
import { type NamedSeat, seatName } from "../SeatName";

/** One message, from whichever kind of room. */
export interface SaidMessage {
  readonly id: string;
  readonly number: number;
  /** For whom the speaker speaks; null in a team's own room. */
  readonly seat: string | null;
  readonly by: { readonly id?: string; readonly name?: string | null } | null;
  /** Null where it was taken back or erased. */
  readonly text: string | null;
  readonly at: string;
  readonly replyTo: Quoted | null;
  readonly mentions: readonly Mentioned[];
  readonly earlier: readonly { readonly text: string; readonly until: string }[];
  readonly withdrawn: boolean;
}

interface Quoted {
  readonly number: number;
  readonly text?: string | null;
  readonly by?: { readonly name?: string | null } | null;
}

/** Whom a message calls, and how the server is told. */
export interface Mentioned {
  readonly id: string;
  readonly name: string;
  readonly input: { readonly seat: string } | { readonly person: string };
}

interface ServerMention {
  readonly seat: (NamedSeat & { readonly id: string }) | null;
  readonly person: { readonly id: string; readonly name: string } | null;
}

interface ServerMessage {
  readonly id: string;
  readonly number: number;
  readonly text: string;
  readonly postedAt: string;
  readonly withdrawn: boolean;
  readonly seat?: NamedSeat | null;
  readonly by: SaidMessage["by"];
  readonly replyTo: Quoted | null;
  readonly mentions: readonly ServerMention[];
  readonly earlier: SaidMessage["earlier"];
}

export function saidOf(message: ServerMessage): SaidMessage {
  return {
    id: message.id,
    number: message.number,
    seat: seatName(message.seat),
    by: message.by,
    text: message.withdrawn ? null : message.text,
    at: message.postedAt,
    replyTo: message.replyTo,
    mentions: message.mentions.flatMap(mentionOf),
    earlier: message.earlier,
    withdrawn: message.withdrawn,
  };
}

function mentionOf({ seat, person }: ServerMention): readonly Mentioned[] {
  if (seat) return [{ id: seat.id, name: seatName(seat) ?? "", input: { seat: seat.id } }];
  if (person) return [{ id: person.id, name: plain(person.name), input: { person: person.id } }];
  return [];
}
