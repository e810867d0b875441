import type { ResultOf } from "../../../api/graphql";
import type { Lying, OwnDraftsQuery, PackageQuery, Thought as thought } from "./operations";

export type Package = ResultOf<typeof Lying>;
export type WholePackage = NonNullable<ResultOf<typeof PackageQuery>["package"]>;
export type Thought = ResultOf<typeof thought>;
export type Room = NonNullable<NonNullable<ResultOf<typeof OwnDraftsQuery>["negotiation"]>["ownRoom"]>;
export type Draft = Room["drafts"]["nodes"][number];
export type Joint = NonNullable<ResultOf<typeof OwnDraftsQuery>["negotiation"]>["jointPackages"]["nodes"][number];

/** Packages that lie on the table. */
export function lies({ status }: Package): boolean {
  return status === "idea" || status === "offer" || status === "stale" || status === "infeasible";
}
