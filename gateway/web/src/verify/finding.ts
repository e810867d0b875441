/** What may be wrong with a proof file, in the words that every verifier uses. */
export const words = [
  "FILE",
  "DOCUMENT",
  "RECORD",
  "NEGOTIATION",
  "KEY",
  "SIGNATURE",
  "FORCE",
  "LOG",
  "HEAD",
  "OLDER",
] as const;

export type Word = (typeof words)[number];

/** A fault: one word that every verifier says alike, and what exactly. */
export class Finding extends Error {
  readonly word: Word;

  constructor(word: Word, why: string) {
    super(why);
    this.word = word;
  }
}

/** Runs a step; whatever it throws that has no word yet gets this one. */
export async function finding<T>(word: Word, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof Finding) throw error;
    throw new Finding(word, error instanceof Error ? error.message : String(error));
  }
}
