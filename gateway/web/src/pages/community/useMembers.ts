import type { ResultOf } from "../../api/graphql";
import { usePages } from "../../api/usePages";
import { CommunityMembersQuery } from "./operations";

const found = (data: ResultOf<typeof CommunityMembersQuery>) => data.community?.members;

export function useMembers(id: string) {
  return usePages(CommunityMembersQuery, { id }, found);
}
