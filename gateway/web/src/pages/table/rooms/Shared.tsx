import type { ReactNode } from "react";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useFormat } from "../../../ui/format";
import { plain } from "../../../ui/text";
import { useRoomsWords } from "../../../words/rooms";
import { seatName } from "../SeatName";
import { ownSeat, present, seatsOf, useTable } from "../table";
import { PostMessage } from "./operations";
import { RoomHead } from "./RoomHead";
import type { SaidMessage } from "./said";
import { Talk } from "./Talk";

interface SharedProps {
  /** Under which name it is remembered how far it was read. */
  readonly room: string;
  readonly title: string;
  readonly link?: ReactNode;
  readonly messages: readonly SaidMessage[];
  readonly earlier: (() => void) | null;
  readonly about: { readonly term?: string; readonly package?: string };
}

/** A room that everyone at the table reads: all of it, or the thread of one subject. */
export function Shared({ room, title, link, messages, earlier, about }: SharedProps) {
  const say = useRoomsWords();
  const format = useFormat();
  const table = useTable();
  const act = useAct(PostMessage);
  const seats = seatsOf(table).filter(present);
  const names = seats.map((seat) => seatName(seat) ?? "");
  const facilitator = table.talks?.facilitator?.name;
  const own = ownSeat(table);
  return (
    <section className="rooms-room" aria-label={title}>
      <RoomHead title={title} readers={format.list(facilitator ? [...names, plain(facilitator)] : names)}>
        {link}
      </RoomHead>
      <Talk
        room={room}
        title={title}
        messages={messages}
        count={room === "all" ? (messages.at(-1)?.number ?? 0) : messages.length}
        earlier={earlier}
        act={act}
        draft={`room:${table.id}:${room}`}
        permission={may("postMessage", table.viewerMay)}
        callable={seats
          .filter(({ id }) => id !== own)
          .map((seat) => ({ id: seat.id, name: seatName(seat) ?? "", input: { seat: seat.id } }))}
        placeholder={say("say.all")}
        wish={({ text, replyTo, mentions }) => ({
          input: {
            negotiation: table.id,
            room: "all" as const,
            text,
            ...about,
            ...(replyTo && { replyTo: replyTo.id }),
            ...(mentions.length > 0 && { mentions: mentions.map(({ input }) => input) }),
          },
        })}
        own={{ kind: "message" }}
      />
    </section>
  );
}
