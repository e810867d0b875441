import { useParams } from "react-router";
import { useLive } from "../../api/useLive";
import { Moment } from "../../ui/format";
import { LiveDot, Page } from "../../ui/page";
import { NotFound, Waiting } from "../../ui/states";
import { PersonName, SafeText } from "../../ui/text";
import { useCommunityWords } from "../../words/community";
import { Charter } from "./Charter";
import { Matters } from "./Matters";
import { Members } from "./Members";
import { Own } from "./Own";
import { CommunityQuery } from "./operations";
import { Terms } from "./Terms";
import "./community.css";

/** A community of commerce: its charter, who belongs, how one comes in, what its members offer each other. */
export function Component() {
  const { community: id = "" } = useParams();
  const say = useCommunityWords();
  const live = useLive(CommunityQuery, { id });
  if (!live.data) return <Waiting for={live} />;
  const community = live.data.community;
  if (!community) return <NotFound />;
  return (
    <Page
      title={community.name}
      kind={say("kind")}
      aside={<LiveDot state={live.freshness} />}
      lead={<SafeText lines>{community.purpose}</SafeText>}
    >
      <p className="small">
        {say.rich("founded", {
          when: <Moment at={community.foundedAt.slice(0, 10)} />,
          who: <PersonName person={community.founder} />,
        })}
        {" · "}
        {say("members", { count: community.memberCount })}
        {" · "}
        {say("admission", { count: community.admission })}
      </p>
      <Charter community={community} />
      <Members community={community} />
      <Own community={community} />
      <Terms community={community} />
      <Matters community={community} />
    </Page>
  );
}
