import { lazy, Suspense } from "react";
import { Route, Routes, useParams } from "react-router";
import { useLive } from "../../api/useLive";
import { Loading, NotFound, Waiting } from "../../ui/states";
import { Frame } from "./Frame";
import { TableQuery } from "./operations";
import { TableContext } from "./table";
import "./table.css";

/** Tabs come when somebody looks at them. */
function tab(load: () => Promise<{ Component: React.ComponentType }>) {
  return lazy(async () => ({ default: (await load()).Component }));
}

const Overview = tab(() => import("./overview"));
const Text = tab(() => import("./text"));
const Packages = tab(() => import("./packages"));
const Rooms = tab(() => import("./rooms"));
const Asks = tab(() => import("./asks"));
const Seal = tab(() => import("./seal"));
const Rounds = tab(() => import("./rounds"));
const Decisions = tab(() => import("./decisions"));
const Ground = tab(() => import("./ground"));

/** The table: a frame that stays, and a tab in it. Tabs with pages of their own have <Routes> inside. */
export function Component() {
  const { negotiation: id = "" } = useParams();
  const live = useLive(TableQuery, { id });
  if (!live.data) return <Waiting for={live} />;
  const table = live.data.negotiation;
  if (!table) return <NotFound />;
  return (
    <TableContext value={table}>
      <Frame freshness={live.freshness}>
        <Suspense fallback={<Loading />}>
          <Routes>
            <Route index Component={Overview} />
            <Route path="text" Component={Text} />
            <Route path="packages/*" Component={Packages} />
            <Route path="rooms/*" Component={Rooms} />
            <Route path="asks/*" Component={Asks} />
            <Route path="seal" Component={Seal} />
            <Route path="rounds/*" Component={Rounds} />
            <Route path="decisions/*" Component={Decisions} />
            <Route path="ground" Component={Ground} />
            <Route path="*" Component={NotFound} />
          </Routes>
        </Suspense>
      </Frame>
    </TableContext>
  );
}
