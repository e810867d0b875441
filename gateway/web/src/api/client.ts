import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import type { Client as Socket } from "graphql-ws";
import { openSocket } from "./socket";
import { wire } from "./wire";

let socket: Socket | null = null;

/** Hangs up: the next live query introduces itself anew, with the session and language of then. */
export function hangUp(): void {
  void socket?.dispose();
  socket = null;
}

function line(): Socket {
  socket ??= openSocket();
  return socket;
}

/**
 * The one client. It caches nothing: what is shown is live (live.ts), and what
 * was shown is kept there. Errors come as values.
 */
export const client = new Client({
  url: "/graphql",
  requestPolicy: "network-only",
  preferGetMethod: false,
  fetch: wire,
  fetchOptions: {
    credentials: "same-origin",
    headers: { Accept: "application/graphql-response+json, application/json" },
  },
  exchanges: [
    fetchExchange,
    subscriptionExchange({
      forwardSubscription: ({ query, variables }) => ({
        subscribe: (sink) => ({
          unsubscribe: line().subscribe(
            { query: query ?? "", variables: variables as Record<string, unknown> },
            {
              next: (value) => sink.next(value as never),
              error: (error) => sink.error(error),
              complete: () => sink.complete(),
            },
          ),
        }),
      }),
    }),
  ],
});
