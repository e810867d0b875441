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
        {session.userAgent ? <Program of={session.userAgent} /> : say("sessions.unknown")}
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

const browsers = [
  ["Edge", /Edg\//],
  ["Firefox", /Firefox\//],
  ["Chrome", /Chrome\//],
  ["Safari", /Safari\//],
] as const;

const systems = [
  ["Android", /Android/],
  ["iOS", /iPhone|iPad/],
  ["Windows", /Windows/],
  ["macOS", /Mac OS X/],
  ["Linux", /Linux/],
] as const;

/** What a program says it is, in short where that is known; its own words otherwise. */
function Program({ of }: { readonly of: string }) {
  const say = useMeWords();
  const browser = browsers.find(([, mark]) => mark.test(of))?.[0];
  const system = systems.find(([, mark]) => mark.test(of))?.[0];
  return browser && system ? say("sessions.on", { browser, system }) : <SafeText>{of}</SafeText>;
}
