import outboxDocument from "../../../../schema/operations/outbox.graphql?raw";
import writeDocument from "../../../../schema/operations/write-digest.graphql?raw";
import { ask, NotHere, Refused } from "./ask";

export interface Letter {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly plain: string;
  readonly html: string;
  readonly state: string;
  readonly attempts: number;
  readonly answer: string | null;
  readonly madeAt: string;
}

/** The newest letters; null where the installation is not one for development. */
export async function letters(language: string): Promise<readonly Letter[] | null> {
  try {
    return (await ask<{ outbox: readonly Letter[] }>(outboxDocument, {}, language)).outbox;
  } catch (failure) {
    if (failure instanceof NotHere) return null;
    throw failure;
  }
}

/** Writes the digest of whoever this browser is, of everything unread. */
export async function write(language: string): Promise<void> {
  const { written } = await ask<{ written: { errors: readonly { message: string }[] } }>(writeDocument, {}, language);
  const [first] = written.errors;
  if (first) throw new Refused(first.message);
}
