// Proof files are no part of the graph: they come as the bytes that one keeps.

/** The proof file of an agreement, that can be held against an older head; null where it does not come. */
export async function proofFile(agreement: string, older: string | null): Promise<string | null> {
  const since = older ? `?since=${base64url(older)}` : "";
  try {
    const answer = await fetch(`/agreements/${encodeURIComponent(agreement)}/proof.json${since}`);
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

function base64url(text: string): string {
  const bytes = String.fromCharCode(...new TextEncoder().encode(text));
  return btoa(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
