import type { ResultOf } from "../../api/graphql";
import type { ConversationQuery, OpinionsQuery } from "./operations";

export type Conversation = NonNullable<ResultOf<typeof ConversationQuery>["conversation"]>;
export type Analysis = NonNullable<NonNullable<ResultOf<typeof OpinionsQuery>["conversation"]>["analysis"]>;
export type Group = Analysis["groups"][number];
export type Weighed = Analysis["consensus"][number];

/** Groups are called by letters: a number would look like a count. */
export function letter(group: number): string {
  return String.fromCharCode(65 + (group % 26));
}

export const stances = ["agree", "disagree", "pass"] as const;
export type Stance = (typeof stances)[number];
