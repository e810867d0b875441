import { Button } from "@mantine/core";
import { Link } from "react-router";
import { useAct } from "../../api/useAct";
import { useLive } from "../../api/useLive";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { LiveDot, Page } from "../../ui/page";
import { Empty, Waiting } from "../../ui/states";
import { useTodayWords } from "../../words/today";
import { Lane } from "./Lane";
import { type InboxGroup, ReadInbox, TodayQuery } from "./operations";

/** What needs me, what became of what I said, what moved. */
export function Day() {
  const say = useTodayWords();
  const live = useLive(TodayQuery, {});
  const { viewer } = useSession();
  const read = useAct(ReadInbox);
  const day = live.data?.viewer;
  if (!day) return <Waiting for={live} />;
  const unread = newest([...day.needs.groups, ...day.became.groups, ...day.moved.groups]);
  return (
    <Page title={say("title")} aside={<LiveDot state={live.freshness} />}>
      {unread && (
        <Button variant="subtle" size="compact-sm" onClick={() => void read.send({ until: unread })}>
          {say("read")}
        </Button>
      )}
      {viewer?.memberships.edges.length === 0 && (
        <Empty title={say("join.title")}>
          <p>{say("join.text")}</p>
          <Link to={path.directory()}>{say("directory")}</Link>
        </Empty>
      )}
      <Lane title={say("needs.title")} none={say("needs.none")} what={say("needs.what")} groups={day.needs.groups} />
      <Lane
        title={say("became.title")}
        none={say("became.none")}
        what={say("became.what")}
        groups={day.became.groups}
      />
      <Lane title={say("moved.title")} none={say("moved.none")} groups={day.moved.groups} mutable />
    </Page>
  );
}

/** When the newest line that was not read yet was written. */
function newest(groups: readonly InboxGroup[]): string | null {
  const times = groups.flatMap(({ items }) => items.filter(({ read }) => !read).map(({ at }) => at));
  return times.sort().at(-1) ?? null;
}
