import { useAct } from "../../api/useAct";
import { ActButton } from "../../ui/ActButton";
import { Moment } from "../../ui/format";
import { SafeText } from "../../ui/text";
import { useMeWords } from "../../words/me";
import { type Me, RevokeSession } from "./operations";

/** Where the viewer is logged in; any place but this one can be ended from here. */
export function Sessions({ sessions }: { readonly sessions: Me["sessions"] }) {
  return (
    <ul className="rows">
      {sessions.map((session) => (
        <SessionLine key={session.id} session={session} />
      ))}
    </ul>
  );
}

function SessionLine({ session }: { readonly session: Me["sessions"][number] }) {
  const say = useMeWords();
  const act = useAct(RevokeSession);
  return (
    <li>
      <div className="main">
        <SafeText>{session.userAgent ?? say("sessions.unknown")}</SafeText>
        <p className="small">
          {session.current
            ? say("sessions.current")
            : say.rich("sessions.seen", { when: <Moment at={session.seenAt} /> })}
        </p>
      </div>
      {!session.current && (
        <ActButton act={act} wish={{ session: session.id }} ask="never" variant="default" size="xs">
          {say("sessions.end")}
        </ActButton>
      )}
    </li>
  );
}
