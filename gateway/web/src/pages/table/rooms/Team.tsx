import { useState } from "react";
import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { useLive } from "../../../api/useLive";
import { useSession } from "../../../app/session";
import { Private } from "../../../ui/page";
import { NotFound, Waiting } from "../../../ui/states";
import { plain } from "../../../ui/text";
import { useRoomsWords } from "../../../words/rooms";
import { seatName } from "../SeatName";
import { useTable } from "../table";
import { step } from "./Everybody";
import { PostMessage, TeamQuery } from "./operations";
import { RoomHead } from "./RoomHead";
import { saidOf } from "./said";
import { Talk } from "./Talk";

/** The room of one's own team: drafts are talked about here before anybody else sees them. */
export function Team() {
  const say = useRoomsWords();
  const table = useTable();
  const { viewer } = useSession();
  const [last, setLast] = useState(step);
  const act = useAct(PostMessage);
  const live = useLive(TeamQuery, { id: table.id, last });
  if (!live.data) return <Waiting for={live} />;
  const room = live.data.negotiation?.ownRoom;
  if (!room) return <NotFound />;
  const messages = room.messages.edges.map(({ node }) => saidOf(node));
  const members = room.seat?.organization?.members.edges.map(({ node }) => node.person) ?? [];
  return (
    <Private readers={say("teamOf", { who: seatName(room.seat) ?? "" })}>
      <RoomHead title={say("team")} />
      <Talk
        room={room.id}
        title={say("team")}
        messages={messages}
        count={messages.at(-1)?.number ?? 0}
        earlier={room.messages.pageInfo.hasPreviousPage ? () => setLast(last + step) : null}
        act={act}
        draft={`room:${room.id}`}
        permission={may("postMessage", table.viewerMay)}
        callable={members.flatMap((person) =>
          person && person.id !== viewer?.person?.id
            ? [{ id: person.id, name: plain(person.name), input: { person: person.id } }]
            : [],
        )}
        placeholder={say("say.team")}
        wish={({ text, replyTo, mentions }) => ({
          input: {
            negotiation: table.id,
            room: "team" as const,
            text,
            ...(replyTo && { replyTo: replyTo.id }),
            ...(mentions.length > 0 && { mentions: mentions.map(({ input }) => input) }),
          },
        })}
        own={{ kind: "message" }}
      />
    </Private>
  );
}
