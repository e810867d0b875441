import { createClient, type Client as Socket } from "graphql-ws";
import { language } from "../app/language";

/** How the one connection for live queries is doing. */
export type Line = "closed" | "open" | "lost";

/** How the server hangs up on a session that has ended. */
const unauthorized = 4401;

let ended = () => {};

/** Is told when the server hangs up because the session has ended. */
export function onEnded(told: () => void): void {
  ended = told;
}

let line: Line = "closed";
const listeners = new Set<() => void>();

export function lineNow(): Line {
  return line;
}

export function onLine(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function become(next: Line): void {
  if (line === next) return;
  line = next;
  for (const listener of listeners) listener();
}

/** How long to wait before the nth try, at most eight seconds; waking early when the network is back. */
function pause(tries: number): Promise<void> {
  const time = Math.min(8000, 250 * 2 ** tries) * (0.7 + Math.random() * 0.6);
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, time);
    window.addEventListener("online", done);
  });
}

/** How long a ping may stay unanswered before the line counts as dead. */
const unanswered = 6000;

export function openSocket(): Socket {
  let raw: WebSocket | null = null;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  return createClient({
    url: () => `${location.origin.replace(/^http/, "ws")}/graphql?language=${language()}`,
    lazyCloseTimeout: 5000,
    retryAttempts: Number.POSITIVE_INFINITY,
    shouldRetry: () => true,
    retryWait: pause,
    keepAlive: 12_000,
    on: {
      opened: (opened) => {
        raw = opened as WebSocket;
      },
      connected: () => become("open"),
      closed: (event) => {
        const { code } = event as CloseEvent;
        become(code === 1000 ? "closed" : "lost");
        if (code === unauthorized) ended();
      },
      error: () => become("lost"),
      ping: (received) => {
        if (received) return;
        waiting = setTimeout(() => raw?.readyState === WebSocket.OPEN && raw.close(4408, "no answer"), unanswered);
      },
      pong: (received) => {
        if (received) clearTimeout(waiting);
      },
    },
  });
}
