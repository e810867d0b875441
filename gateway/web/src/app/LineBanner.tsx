import { useSyncExternalStore } from "react";
import { lineNow, onLine } from "../api/socket";
import { useAppWords } from "../words/app";
import { useSession } from "./session";

function onNetwork(told: () => void): () => void {
  window.addEventListener("online", told);
  window.addEventListener("offline", told);
  return () => {
    window.removeEventListener("online", told);
    window.removeEventListener("offline", told);
  };
}

/** Says it when what is shown may be out of date. */
export function LineBanner() {
  const say = useAppWords();
  const { state } = useSession();
  const line = useSyncExternalStore(onLine, lineNow);
  const online = useSyncExternalStore(onNetwork, () => navigator.onLine);
  const text = !online
    ? say("line.offline")
    : state === "away"
      ? say("line.away")
      : line === "lost" && state === "known"
        ? say("line.cut")
        : null;
  return (
    <div role="status" className="line">
      {text && <p>{text}</p>}
    </div>
  );
}
