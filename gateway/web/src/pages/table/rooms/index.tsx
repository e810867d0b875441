import { Route, Routes, useParams } from "react-router";
import { NotFound } from "../../../ui/states";
import { useRoomsWords } from "../../../words/rooms";
import { Caucus } from "./Caucus";
import { Everybody } from "./Everybody";
import { OpenForm } from "./OpenForm";
import { RoomList } from "./RoomList";
import { Team } from "./Team";
import { PackageThread, TermThread } from "./Threads";
import "./rooms.css";

/** Where people talk: all seats together, by term and package, one's own team, closed rooms. */
export function Component() {
  return (
    <Routes>
      <Route index element={<Rooms chosen={null} />} />
      <Route path=":room" element={<Chosen />} />
    </Routes>
  );
}

function Chosen() {
  const { room = "all" } = useParams();
  return <Rooms chosen={room} />;
}

/** The list beside the room; on a phone one after the other. */
function Rooms({ chosen }: { readonly chosen: string | null }) {
  const say = useRoomsWords();
  return (
    <div className="rooms" data-chosen={chosen !== null}>
      <aside className="rooms-side" aria-label={say("list")}>
        <RoomList />
      </aside>
      <div className="rooms-main">
        <Room key={chosen} id={chosen ?? "all"} />
      </div>
    </div>
  );
}

function Room({ id }: { readonly id: string }) {
  if (id === "all") return <Everybody />;
  if (id === "team" || id.startsWith("roo_")) return <Team />;
  if (id === "new") return <OpenForm />;
  if (id.startsWith("trm_")) return <TermThread id={id} />;
  if (id.startsWith("pkg_")) return <PackageThread id={id} />;
  if (id.startsWith("cau_")) return <Caucus id={id} />;
  return <NotFound />;
}
