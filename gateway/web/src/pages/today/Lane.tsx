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
        <div key={group.id} className="thread">
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
          <Lines group={group} away={(item) => void away(item, true)} />
        </div>
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

/** So many lines of one thread are seen at once; the others wait behind a button. */
const atOnce = 3;

interface LinesProps {
  readonly group: InboxGroup;
  readonly away: (item: InboxItem) => void;
}

function Lines({ group, away }: LinesProps) {
  const say = useTodayWords();
  const [all, setAll] = useState(false);
  const rest = group.items.length - atOnce;
  const shown = all || rest <= 1 ? group.items : group.items.slice(0, atOnce);
  return (
    <>
      <ul className="rows">
        {shown.map((item) => (
          <Line key={item.id} item={item} thread={group.id} away={() => away(item)} />
        ))}
      </ul>
      {shown.length < group.items.length && (
        <Button className="noprint" variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
          {say("others", { count: rest })}
        </Button>
      )}
    </>
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
        {!item.read && (
          <span className="unread">
            <span className="heard">{say("new")}</span>
          </span>
        )}
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
