import DiffMatchPatch from "diff-match-patch";

export interface Part {
  readonly kind: "same" | "added" | "removed";
  readonly text: string;
}

const kinds = { [-1]: "removed", 0: "same", 1: "added" } as const;
const word = /\s+|[\p{L}\p{N}]+(?:[.,'’][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu;

// The engine knows characters: each word is one, of those that mean nothing.
// There are 6,400 of them; a text of a term has at most 2,000 letters.
const first = 0xe000;

/** What has to be removed and added, word by word, to make one text of another (Myers 1986, with semantic clean-up). */
export function changes(before: string, after: string): readonly Part[] {
  const engine = new DiffMatchPatch();
  const words: string[] = [];
  const known = new Map<string, string>();
  const code = (found: string) => {
    const old = known.get(found);
    if (old) return old;
    const fresh = String.fromCharCode(first + words.push(found) - 1);
    known.set(found, fresh);
    return fresh;
  };
  const coded = (text: string) => (text.match(word) ?? []).map(code).join("");
  const found = engine.diff_main(coded(before), coded(after), false);
  engine.diff_cleanupSemantic(found);
  return found.map(([kind, text]) => ({
    kind: kinds[kind as -1 | 0 | 1],
    text: [...text].map((each) => words[each.charCodeAt(0) - first] ?? "").join(""),
  }));
}
