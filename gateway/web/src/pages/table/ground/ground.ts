import type { ResultOf } from "../../../api/graphql";
import type { GroundQuery } from "./operations";

export type Ground = NonNullable<ResultOf<typeof GroundQuery>["negotiation"]>;
