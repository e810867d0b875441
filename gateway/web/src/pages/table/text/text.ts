import type { ResultOf } from "../../../api/graphql";
import type { Value } from "../values/value";
import type { TextQuery } from "./operations";

export type WithText = NonNullable<ResultOf<typeof TextQuery>["negotiation"]>;
export type Redline = WithText["redlines"]["nodes"][number];
export type Motion = WithText["motions"]["nodes"][number];

/** What the text says, or said after so many redlines: later ones are taken back, the last first. */
export function textAfter(table: WithText, redlines: number): ReadonlyMap<string, Value> {
  const values = new Map((table.workingText?.values ?? []).map(({ term, value }) => [term?.id ?? "", value as Value]));
  for (const each of table.redlines.nodes.filter(({ number }) => number > redlines).toReversed()) {
    const term = each.term?.id ?? "";
    if (each.before) values.set(term, each.before);
    else values.delete(term);
  }
  return values;
}
