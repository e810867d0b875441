/** A sentence of the server's about why something was not done. */
export class Refused extends Error {}

/** The schema of this installation does not have what was asked for. */
export class NotHere extends Error {}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly rule?: string } }[];
}

/**
 * Sends a document with the cookie of the session. It throws {@link Refused} or
 * {@link NotHere} where the server answered, anything else where it did not.
 */
export async function ask<T>(query: string, variables: Record<string, unknown>, language: string): Promise<T> {
  let answer = await send(query, variables, language);
  // The cookie's session has ended; with this answer the cookie is gone too.
  if (answer.status === 401) answer = await send(query, variables, language);
  if (!answer.headers.get("Content-Type")?.includes("json")) throw new Error(`status ${answer.status}`);
  const { data, errors = [] } = (await answer.json()) as Answer<T>;
  const [first] = errors;
  if (first?.extensions?.rule === "FieldsOnCorrectType") throw new NotHere(first.message);
  if (first) throw new Refused(first.message);
  if (!data) throw new Error("an answer without data");
  return data;
}

function send(query: string, variables: Record<string, unknown>, language: string): Promise<Response> {
  return fetch("/graphql", {
    method: "POST",
    headers: { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": language },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(15_000),
  });
}
