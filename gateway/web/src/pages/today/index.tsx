import { Navigate, useSearchParams } from "react-router";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { Loading } from "../../ui/states";
import { Day } from "./Day";
import { Elsewhere } from "./Elsewhere";
import "./today.css";
import { Welcome } from "./Welcome";

export function Component() {
  const { state } = useSession();
  const [asked] = useSearchParams();
  const node = asked.get("node");
  if (state === "loading" || state === "away") return <Loading />;
  if (node) return <Elsewhere id={node} />;
  if (asked.get("view") === "mail") return <Navigate to={`${path.me()}#mail`} replace />;
  return state === "known" ? <Day /> : <Welcome />;
}
