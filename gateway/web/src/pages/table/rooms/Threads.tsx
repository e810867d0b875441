import { useState } from "react";
import { Link } from "react-router";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { NotFound, Waiting } from "../../../ui/states";
import { plain } from "../../../ui/text";
import { useRoomsWords } from "../../../words/rooms";
import { useTable } from "../table";
import { step } from "./Everybody";
import { PackageThreadQuery, TermThreadQuery } from "./operations";
import { Shared } from "./Shared";
import { saidOf } from "./said";

/** What is said about a package. */
export function PackageThread({ id }: { readonly id: string }) {
  const say = useRoomsWords();
  const table = useTable();
  const [last, setLast] = useState(step);
  const live = useLive(PackageThreadQuery, { id, last });
  if (!live.data) return <Waiting for={live} />;
  const found = live.data.package;
  if (!found) return <NotFound />;
  return (
    <Shared
      room={id}
      title={say("package", { number: found.number })}
      link={<Link to={path.package(table.id, id)}>{say("toPackage")}</Link>}
      messages={found.messages.edges.map(({ node }) => saidOf(node))}
      earlier={found.messages.pageInfo.hasPreviousPage ? () => setLast(last + step) : null}
      about={{ package: id }}
    />
  );
}

/** What is said about a term. */
export function TermThread({ id }: { readonly id: string }) {
  const [last, setLast] = useState(step);
  const live = useLive(TermThreadQuery, { id, last });
  if (!live.data) return <Waiting for={live} />;
  const found = live.data.node;
  if (!found || !("name" in found)) return <NotFound />;
  return (
    <Shared
      room={id}
      title={plain(found.name)}
      messages={found.messages.edges.map(({ node }) => saidOf(node))}
      earlier={found.messages.pageInfo.hasPreviousPage ? () => setLast(last + step) : null}
      about={{ term: id }}
    />
  );
}
