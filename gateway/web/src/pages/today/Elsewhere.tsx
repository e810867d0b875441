import { Navigate } from "react-router";
import { useLive } from "../../api/useLive";
import { PlaceQuery, pathOf, placeOf } from "../../app/nodes";
import { NotFound, Waiting } from "../../ui/states";

/** Letters and calendars name things by their ids: this goes to the page of one. */
export function Elsewhere({ id }: { readonly id: string }) {
  const direct = pathOf(id);
  return direct ? <Navigate to={direct} replace /> : <Asked id={id} />;
}

function Asked({ id }: { readonly id: string }) {
  const live = useLive(PlaceQuery, { id });
  if (!live.data) return <Waiting for={live} />;
  const to = live.data.node && pathOf(id, placeOf(live.data.node));
  return to ? <Navigate to={to} replace /> : <NotFound />;
}
