import { useEffect, useState } from "react";
import { may, type ResultOf } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { ActButton } from "../../../ui/ActButton";
import { Moment } from "../../../ui/format";
import { Private } from "../../../ui/page";
import { NotFound, Waiting } from "../../../ui/states";
import { useRoomsWords } from "../../../words/rooms";
import { seatName } from "../SeatName";
import { step } from "./Everybody";
import { CaucusQuery, CloseCaucus, LeaveCaucus, SayInCaucus } from "./operations";
import { RoomHead } from "./RoomHead";
import { useMemberNames } from "./readers";
import type { SaidMessage } from "./said";
import { Talk } from "./Talk";

type Room = NonNullable<ResultOf<typeof CaucusQuery>["caucus"]>;

/** A closed room: nobody outside learns that it is there. */
export function Caucus({ id }: { readonly id: string }) {
  const say = useRoomsWords();
  const names = useMemberNames();
  const [last, setLast] = useState(step);
  const act = useAct(SayInCaucus);
  const live = useLive(CaucusQuery, { id, last });
  if (!live.data) return <Waiting for={live} />;
  const room = live.data.caucus;
  if (!room) return <NotFound />;
  const readers = names(room.members);
  const title = room.title ?? say("offRecord");
  const messages = saidIn(room);
  return (
    <Private readers={readers}>
      <RoomHead title={title} />
      <Standing room={room} />
      <Talk
        room={room.id}
        title={title}
        messages={messages}
        count={room.messages}
        earlier={room.said.pageInfo.hasPreviousPage ? () => setLast(last + step) : null}
        act={act}
        draft={`room:${room.id}`}
        permission={may("sayInCaucus", room.viewerMay)}
        callable={[]}
        placeholder={say("say.closed", { who: readers })}
        wish={({ text, replyTo }) => ({
          input: { caucus: room.id, text, ...(replyTo && { replyTo: replyTo.number }) },
        })}
        own={{ kind: "caucus", caucus: room.id }}
        gone={room.eraseAt ? say("wordsGone") : undefined}
      />
      <Ways room={room} />
    </Private>
  );
}

/** Where the room stands, and when what is said in it can be read no more. */
function Standing({ room }: { readonly room: Room }) {
  const say = useRoomsWords();
  return (
    <>
      {room.status !== "open" && <p className="note">{say(`statusLong.${room.status}`)}</p>}
      {room.eraseAt && room.status !== "erased" && (
        <p className="note rooms-erasing">
          <strong>{say("offRecord")}.</strong>{" "}
          {say.rich("erasing", { when: <Moment at={room.eraseAt} />, left: <Countdown to={room.eraseAt} /> })}
        </p>
      )}
    </>
  );
}

/** How long still, in words that move. */
function Countdown({ to }: { readonly to: string }) {
  const [, tick] = useState(0);
  const left = new Date(to).getTime() - Date.now();
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), left < 7_200_000 ? 1000 : 60_000);
    return () => clearInterval(timer);
  }, [left]);
  return <strong aria-live="off">{useLeft(Math.max(0, left))}</strong>;
}

function useLeft(milliseconds: number): string {
  const say = useRoomsWords();
  const minutes = Math.floor(milliseconds / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  if (days > 0) return say("left.days", { count: days, hours });
  if (hours > 0) return say("left.hours", { count: hours, minutes: minutes % 60 });
  return say("left.minutes", { count: minutes, seconds: Math.floor(milliseconds / 1000) % 60 });
}

function Ways({ room }: { readonly room: Room }) {
  const say = useRoomsWords();
  const leave = useAct(LeaveCaucus);
  const close = useAct(CloseCaucus);
  const wish = { input: { caucus: room.id } };
  if (room.status !== "open") return null;
  return (
    <div className="row rooms-ways">
      <ActButton
        act={leave}
        wish={wish}
        ask="always"
        variant="default"
        size="xs"
        permission={may("leaveCaucus", room.viewerMay)}
        warning={say("leave.warning")}
      >
        {say("leave.do")}
      </ActButton>
      <ActButton
        act={close}
        wish={wish}
        ask="always"
        variant="danger"
        size="xs"
        permission={may("closeCaucus", room.viewerMay)}
        warning={say("close.warning")}
      >
        {say("close.do")}
      </ActButton>
    </div>
  );
}

/** What was said; off the record the words come apart from it, as long as there is a key to them. */
function saidIn(room: Room): readonly SaidMessage[] {
  const words = new Map(room.offRecord.map(({ number, text }) => [number, text]));
  const all = room.said.edges.map(({ node }) => node);
  const text = (number: number) => all.find((message) => message.number === number)?.text ?? words.get(number) ?? null;
  return all.map((message) => ({
    id: message.id,
    number: message.number,
    seat: seatName(message.from.seat),
    by: message.by,
    text: message.withdrawn ? null : text(message.number),
    at: message.saidAt,
    replyTo: message.replyTo === null ? null : { number: message.replyTo, text: text(message.replyTo) },
    mentions: [],
    earlier: [],
    withdrawn: message.withdrawn,
  }));
}
