import { Button } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { useAct } from "../../api/useAct";
import { pathOf } from "../../app/nodes";
import { Moment } from "../../ui/format";
import { Outcome } from "../../ui/Outcome";
import { Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { PersonName, plain, SafeText } from "../../ui/text";
import { useTodayWords } from "../../words/today";
import { type InboxGroup, type InboxItem, MarkInbox, MuteThread } from "./operations";

interface LaneProps {
  readonly title: string;
  readonly none: string;
  readonly what?: string;
  readonly groups: readonly InboxGroup[];
  /** What moved can be muted; what needs somebody cannot. */
  readonly mutable?: boolean;
}

/** One reason for standing here, its lines by what they belong to. */
export function Lane({ title, none, what, groups, mutable = false }: LaneProps) {
  const say = useTodayWords();
  const mark = useAct(MarkInbox);
  const mute = useAct(MuteThread);
  const [gone, setGone] = useState<readonly InboxItem[]>([]);
  const away = async (item: InboxItem, done: boolean) => {
    const payload = await mark.send({ input: { items: [item.id], done } });
    if (payload) setGone((was) => (done ? [...was, item] : was.filter(({ id }) => id !== item.id)));
  };
  return (
    <Section title={title}>
      <Outcome act={mark} />
      <Outcome act={mute} />
      {groups.length === 0 && <Empty title={none}>{what}</Empty>}
      {groups.map((group) => (
        <section key={group.id} className="thread" aria-label={plain(group.title)}>
          <div className="titleline">
            <h3>
              <Place id={group.id} title={group.title} />
            </h3>
            {mutable && (
              <Button
                className="noprint"
                variant="subtle"
                size="compact-xs"
                aria-label={say("muteOf", { what: plain(group.title) })}
                onClick={() => void mute.send({ thread: group.id, muted: true })}
              >
                {say("mute")}
              </Button>
            )}
          </div>
          <ul className="rows">
            {group.items.map((item) => (
              <Line key={item.id} item={item} thread={group.id} away={() => void away(item, true)} />
            ))}
          </ul>
        </section>
      ))}
      {gone.map((item) => (
        <p key={item.id} className="note quiet" role="status">
          {say("gone")} <SafeText>{item.message}</SafeText>{" "}
          <Button variant="subtle" size="compact-sm" onClick={() => void away(item, false)}>
            {say("undo")}
          </Button>
        </p>
      ))}
    </Section>
  );
}

function Place({ id, title }: { readonly id: string; readonly title: string }) {
  const to = pathOf(id);
  const name = <SafeText>{title}</SafeText>;
  return to ? <Link to={to}>{name}</Link> : name;
}

interface LineProps {
  readonly item: InboxItem;
  readonly thread: string;
  readonly away: () => void;
}

function Line({ item, thread, away }: LineProps) {
  const say = useTodayWords();
  const to = pathOf(item.subjectId ?? thread, thread);
  const message = <SafeText>{item.message}</SafeText>;
  return (
    <li data-unread={!item.read}>
      <div className="main">
        {!item.read && <span className="unread">{say("new")}</span>}
        {to ? <Link to={to}>{message}</Link> : message}
        <p className="small">
          {item.by && <PersonName person={item.by} />}
          {item.by && " · "}
          <Moment at={item.at} relative />
          {item.until && <strong> · {say.rich("until", { when: <Moment at={item.until} /> })}</strong>}
        </p>
      </div>
      <Button
        className="noprint"
        variant="subtle"
        size="compact-sm"
        aria-label={say("putAwayOf", { what: plain(item.message) })}
        onClick={away}
      >
        {say("putAway")}
      </Button>
    </li>
  );
}
