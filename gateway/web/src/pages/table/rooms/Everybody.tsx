import { useState } from "react";
import { useLive } from "../../../api/useLive";
import { Waiting } from "../../../ui/states";
import { useRoomsWords } from "../../../words/rooms";
import { useTable } from "../table";
import { EverybodyQuery } from "./operations";
import { Shared } from "./Shared";
import { saidOf } from "./said";

/** How many messages are shown at first, and how many more with each wish for more. */
export const step = 40;

/** The room of all seats. */
export function Everybody() {
  const say = useRoomsWords();
  const table = useTable();
  const [last, setLast] = useState(step);
  const live = useLive(EverybodyQuery, { id: table.id, last });
  const messages = live.data?.negotiation?.messages;
  if (!messages) return <Waiting for={live} />;
  return (
    <Shared
      room="all"
      title={say("all")}
      messages={messages.edges.map(({ node }) => saidOf(node))}
      earlier={messages.pageInfo.hasPreviousPage ? () => setLast(last + step) : null}
      about={{}}
    />
  );
}
