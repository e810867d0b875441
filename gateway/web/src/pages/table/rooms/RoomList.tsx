import { NativeSelect } from "@mantine/core";
import type { ReactNode } from "react";
import { NavLink, useNavigate } from "react-router";
import { may, type ResultOf } from "../../../api/graphql";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { Moment } from "../../../ui/format";
import { Waiting } from "../../../ui/states";
import { plain, SafeText } from "../../../ui/text";
import { useRoomsWords } from "../../../words/rooms";
import { useTable } from "../table";
import { RoomsQuery, SubjectsQuery } from "./operations";
import { useRead } from "./read";
import { useMemberNames } from "./readers";

type Rooms = NonNullable<ResultOf<typeof RoomsQuery>["negotiation"]>;

/** All rooms that the viewer is in, with how much is new in each. */
export function RoomList() {
  const say = useRoomsWords();
  const table = useTable();
  const live = useLive(RoomsQuery, { id: table.id });
  const rooms = live.data?.negotiation;
  if (!rooms) return <Waiting for={live} />;
  const caucuses = rooms.caucuses.edges.map(({ node }) => node);
  const gone = (status: string) => status === "closed" || status === "erased";
  const closed = caucuses.filter(({ status }) => gone(status));
  const openCaucus = may("openCaucus", table.viewerMay);
  return (
    <nav aria-label={say("list")}>
      <h2 className="rooms-group">{say("shared")}</h2>
      <ul className="rooms-list">
        <Line to="all" key="all" room="all" said={rooms.messages.edges[0]?.node.number ?? 0}>
          {say("all")}
        </Line>
        {rooms.threads.edges.map(({ node }) => (
          <Thread key={node.id} thread={node} />
        ))}
      </ul>
      <NewThread threads={rooms.threads.edges.map(({ node }) => node)} />
      <h2 className="rooms-group">
        <span className="rooms-lock" aria-hidden /> {say("closedRooms")}
      </h2>
      <ul className="rooms-list rooms-closed">
        {rooms.ownRoom && (
          <Line to="team" room={rooms.ownRoom.id} said={rooms.ownRoom.messages.edges[0]?.node.number ?? 0}>
            {say("team")}
          </Line>
        )}
        {caucuses
          .filter(({ status }) => !gone(status))
          .map((caucus) => (
            <CaucusLine key={caucus.id} caucus={caucus} />
          ))}
      </ul>
      {openCaucus?.allowed === false ? (
        <p className="why">{openCaucus.message}</p>
      ) : (
        <p>
          <NavLink className="rooms-open" to={path.room(table.id, "new")}>
            {say("open.link")}
          </NavLink>
        </p>
      )}
      {closed.length > 0 && (
        <>
          <h2 className="rooms-group">{say("over")}</h2>
          <ul className="rooms-list rooms-closed">
            {closed.map((caucus) => (
              <CaucusLine key={caucus.id} caucus={caucus} />
            ))}
          </ul>
        </>
      )}
    </nav>
  );
}

interface LineProps {
  readonly to: string;
  /** Under which name it is remembered how far it was read. */
  readonly room: string;
  readonly said: number;
  readonly children: ReactNode;
}

function Line({ to, room, said, children }: LineProps) {
  const say = useRoomsWords();
  const table = useTable();
  const { read } = useRead();
  const fresh = said - (read[room] ?? 0);
  return (
    <li>
      <NavLink to={path.room(table.id, to)}>
        <span className="rooms-name">{children}</span>
        {fresh > 0 && (
          <span className="count rooms-new">
            {fresh}
            <span className="heard"> {say("unread")}</span>
          </span>
        )}
      </NavLink>
    </li>
  );
}

type ThreadNode = Rooms["threads"]["edges"][number]["node"];

function Thread({ thread: { about, messages } }: { readonly thread: ThreadNode }) {
  const say = useRoomsWords();
  const to = about.term?.id ?? about.package?.id;
  if (!to) return null;
  return (
    <Line to={to} room={to} said={messages}>
      {about.term ? <SafeText>{about.term.name}</SafeText> : say("package", { number: about.package?.number ?? 0 })}
    </Line>
  );
}

type CaucusNode = Rooms["caucuses"]["edges"][number]["node"];

function CaucusLine({ caucus }: { readonly caucus: CaucusNode }) {
  const say = useRoomsWords();
  const names = useMemberNames();
  return (
    <Line to={caucus.id} room={caucus.id} said={caucus.messages}>
      {caucus.title ? <SafeText>{caucus.title}</SafeText> : names(caucus.members)}
      <span className="small rooms-under">
        {say(`status.${caucus.status}`)}
        {caucus.eraseAt && caucus.status !== "erased" && (
          <>
            {" · "}
            {say.rich("erased", { when: <Moment at={caucus.eraseAt} relative /> })}
          </>
        )}
      </span>
    </Line>
  );
}

/** Says the first word about a term or package. */
function NewThread({ threads }: { readonly threads: readonly ThreadNode[] }) {
  const say = useRoomsWords();
  const go = useNavigate();
  const table = useTable();
  const live = useLive(SubjectsQuery, { id: table.id });
  const begun = new Set(threads.map(({ about }) => about.term?.id ?? about.package?.id));
  const terms = live.data?.negotiation?.terms.edges.map(({ node }) => node) ?? [];
  const packages = live.data?.negotiation?.packages.edges.map(({ node }) => node) ?? [];
  const choices = [
    ...terms.filter(({ removed }) => !removed).map(({ id, name }) => ({ value: id, label: plain(name) })),
    ...packages.map(({ id, number }) => ({ value: id, label: say("package", { number }) })),
  ].filter(({ value }) => !begun.has(value));
  if (choices.length === 0) return null;
  return (
    <NativeSelect
      size="xs"
      label={say("newThread")}
      value=""
      data={[{ value: "", label: say("choose") }, ...choices]}
      onChange={(event) => event.currentTarget.value && void go(path.room(table.id, event.currentTarget.value))}
    />
  );
}
