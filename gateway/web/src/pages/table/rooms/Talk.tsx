import { Button } from "@mantine/core";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Permission } from "../../../api/graphql";
import type { Acting, Wish } from "../../../api/useAct";
import { useSession } from "../../../app/session";
import { LiveDot } from "../../../ui/page";
import { SafeText } from "../../../ui/text";
import { useRoomsWords } from "../../../words/rooms";
import { Composer, type Words } from "./Composer";
import { MessageLine, type Own } from "./MessageLine";
import { useRead } from "./read";
import type { Mentioned, SaidMessage } from "./said";

interface TalkProps<V, P> {
  readonly room: string;
  readonly title: string;
  readonly messages: readonly SaidMessage[];
  /** How much was said here by now: so much is read. */
  readonly count: number;
  readonly earlier: (() => void) | null;
  readonly act: Acting<V, P>;
  readonly draft: string;
  readonly permission: Permission | undefined;
  readonly callable: readonly Mentioned[];
  readonly placeholder: string;
  readonly wish: (words: Words) => Wish<V>;
  readonly own: Own;
  /** What stands where words should be and are not. */
  readonly gone?: string | undefined;
}

/** What was said in a room, what is new in it, and a place to answer. */
export function Talk<V, P>(props: TalkProps<V, P>) {
  const { room, title, messages, count, earlier, act, own, gone } = props;
  const say = useRoomsWords();
  const { viewer } = useSession();
  const { read, mark } = useRead();
  const [from] = useState(() => read[room] ?? 0); // where reading began this time
  const [replyTo, setReplyTo] = useState<SaidMessage | null>(null);
  const [sent, setSent] = useState("");
  useEffect(() => mark(room, count), [room, count, mark]);
  const log = useBottom(messages.at(-1)?.id);
  const pending = act.standing === "sending" || act.standing === "unknown";
  const firstNew = from > 0 ? messages[messages.length - Math.min(messages.length, count - from)] : undefined;
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a log that scrolls is reached by keyboard */}
      <div ref={log} role="log" aria-label={say("log", { title })} tabIndex={0} className="rooms-log">
        {earlier && (
          <Button variant="subtle" size="compact-sm" onClick={earlier}>
            {say("earlier")}
          </Button>
        )}
        {messages.length === 0 && <p className="small">{say("silence")}</p>}
        <ol className="rooms-messages">
          {messages.map((message) => (
            <MessageLine
              key={message.id}
              message={message}
              mine={message.by?.id !== undefined && message.by.id === viewer?.person?.id}
              fresh={message === firstNew && count > from}
              own={own}
              gone={gone}
              onReply={props.permission?.allowed === false ? null : setReplyTo}
            />
          ))}
          {pending && (
            <li className="rooms-message rooms-pending">
              <SafeText lines>{sent}</SafeText> <LiveDot state={act.standing === "unknown" ? "unknown" : "sending"} />
            </li>
          )}
        </ol>
      </div>
      <Composer {...props} replyTo={replyTo} onSending={setSent} onReply={setReplyTo} label={say("write", { title })} />
    </>
  );
}

/** Keeps the newest in sight, unless the reader has scrolled back. */
function useBottom(newest: string | undefined) {
  const log = useRef<HTMLDivElement>(null);
  const low = useRef(true);
  useEffect(() => {
    const element = log.current;
    if (!element) return;
    const note = () => {
      low.current = element.scrollHeight - element.scrollTop - element.clientHeight < 80;
    };
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever there is a newer message
  useLayoutEffect(() => {
    if (low.current && log.current) log.current.scrollTop = log.current.scrollHeight;
  }, [newest]);
  return log;
}
