import { useLive } from "../../../api/useLive";
import { NotFound, Waiting } from "../../../ui/states";
import { useTable } from "../table";
import { Accepting } from "./Accepting";
import { Briefs } from "./Briefs";
import { ChangeRules } from "./ChangeRules";
import { Constraints } from "./Constraints";
import type { Ground } from "./ground";
import { Ladder } from "./Ladder";
import { Leading } from "./Leading";
import { Motions } from "./Motions";
import { GroundQuery } from "./operations";
import { Rulebook } from "./Rulebook";
import "./ground.css";

/** How the seats talk and decide, who leads, and how that is changed. */
export function Component() {
  const table = useTable();
  const live = useLive(GroundQuery, { id: table.id });
  if (!live.data) return <Waiting for={live} />;
  const ground: Ground | null = live.data.negotiation;
  if (!ground) return <NotFound />;
  return (
    <div className="ground">
      <Accepting ground={ground} />
      <Motions ground={ground} />
      <Rulebook ground={ground} />
      <ChangeRules ground={ground} />
      <Leading ground={ground} />
      <Ladder ground={ground} />
      <Constraints ground={ground} />
      <Briefs id={ground.id} />
    </div>
  );
}
