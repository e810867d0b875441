import type { ReactNode } from "react";
import { NavLink } from "react-router";
import type { Freshness } from "../api/live";
import { useAppWords } from "../words/app";
import { plain } from "./text";

interface PageProps {
  readonly title: string;
  /** A small line above the title: what kind of thing this is. */
  readonly kind?: ReactNode;
  /** Beside the title: a LiveDot, a state. */
  readonly aside?: ReactNode;
  /** Below the title, above everything: one sentence, tabs. */
  readonly lead?: ReactNode;
  /** As wide as the window: tables. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** The frame of every page: its one h1, which is also the document's title. */
export function Page({ title, kind, aside, lead, wide = false, children }: PageProps) {
  return (
    <article className={wide ? "page wide" : "page"}>
      <title>{`${plain(title)} · Parley`}</title>
      <header className="head">
        {kind && <p className="kind">{kind}</p>}
        <div className="titleline">
          <h1 dir="auto">{plain(title)}</h1>
          {aside}
        </div>
        {lead && <div className="lead">{lead}</div>}
      </header>
      {children}
    </article>
  );
}

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
  readonly id?: string;
}

export function Section({ title, aside, children, id }: SectionProps) {
  return (
    <section className="section" aria-label={title} id={id}>
      <div className="titleline">
        <h2>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}

export interface Tab {
  readonly to: string;
  readonly label: string;
  /** How many wait there. */
  readonly count?: number;
  /** Pages below its address belong to it. */
  readonly deep?: boolean;
}

/** Tabs that are links: each has an address of its own. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map(({ to, label: text, count, deep = false }) => (
        <NavLink key={to} to={to} end={!deep} preventScrollReset>
          {text}
          {count ? <span className="count">{count}</span> : null}
        </NavLink>
      ))}
    </nav>
  );
}

/** Whether what is shown is confirmed. */
export function LiveDot({ state }: { readonly state: Freshness | "sending" | "unknown" }) {
  const say = useAppWords();
  return (
    <span className="livedot" data-state={state}>
      <span aria-hidden className="dot" />
      {say(`fresh.${state}`)}
    </span>
  );
}

interface PrivateProps {
  /** Who can read what is inside, in words. */
  readonly readers: string;
  readonly title?: string;
  readonly children: ReactNode;
}

/** A place that not everybody at the table can see. It looks like no other. */
export function Private({ readers, title, children }: PrivateProps) {
  const say = useAppWords();
  return (
    <section className="private" aria-label={title ?? say("private")}>
      <p className="seal">
        <span aria-hidden className="lock" />
        <strong>{say("private")}</strong> · {say("readBy", { who: plain(readers) })}
      </p>
      {title && <h2 dir="auto">{plain(title)}</h2>}
      {children}
    </section>
  );
}
