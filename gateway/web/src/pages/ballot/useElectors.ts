import type { ResultOf } from "../../api/graphql";
import { usePages } from "../../api/usePages";
import { ElectorsQuery } from "./operations";

const found = (data: ResultOf<typeof ElectorsQuery>) => data.ballot?.electors;

/** Who may vote, where the viewer may know. */
export function useElectors(id: string) {
  return usePages(ElectorsQuery, { id }, found);
}
