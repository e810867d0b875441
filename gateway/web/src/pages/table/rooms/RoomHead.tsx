import type { ReactNode } from "react";
import { Link } from "react-router";
import { path } from "../../../app/paths";
import { plain } from "../../../ui/text";
import { useRoomsWords } from "../../../words/rooms";
import { useTable } from "../table";

interface HeadProps {
  readonly title: string;
  /** Who reads along, where everyone at the table does. */
  readonly readers?: string;
  readonly children?: ReactNode;
}

/** What a room is called, the way back to the list on a phone, and who reads along. */
export function RoomHead({ title, readers, children }: HeadProps) {
  const say = useRoomsWords();
  const table = useTable();
  return (
    <header className="rooms-head">
      <Link className="rooms-back" to={path.table(table.id, "rooms")}>
        {say("back")}
      </Link>
      <h2 dir="auto">{plain(title)}</h2>
      {children}
      {readers && <p className="small rooms-readers">{say("readAll", { who: readers })}</p>}
    </header>
  );
}
