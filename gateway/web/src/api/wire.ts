import { language } from "../app/language";

/** How long one request may take. A leader that is being replaced costs some seconds. */
const patience = 15_000;

/** What was last seen of the record: reads after it are never older. */
let position: string | null = null;
let unauthenticated = () => {};

/** Is told when the server no longer knows the session of this browser. */
export function onUnauthenticated(told: () => void): void {
  unauthenticated = told;
}

/** Forgets what was seen: what one person saw is nothing to another. */
export function forgetPosition(): void {
  position = null;
}

/** Takes the position of an acknowledged act over. */
export function seen(next: string | null | undefined): void {
  if (next) position = next;
}

/**
 * fetch with what holds for every request of ours: the reader's language, a
 * bound on time, reads no older than the last act. A session that has ended is
 * taken off the browser by the answer, so the same is asked once more without.
 */
export const wire: typeof fetch = async (input, init) => {
  const answer = await once(input, init);
  if (answer.status !== 401) return answer;
  unauthenticated();
  return once(input, init);
};

async function once(input: RequestInfo | URL, init: RequestInit | undefined): Promise<Response> {
  const headers = new Headers(init?.headers);
  headers.set("Accept-Language", language());
  if (position) headers.set("Parley-At-Least", position);
  const signals = [AbortSignal.timeout(patience)];
  if (init?.signal) signals.push(init.signal);
  return fetch(input, { ...init, headers, signal: AbortSignal.any(signals) });
}
