import { Button, Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { Trouble } from "../api/trouble";
import type { Live } from "../api/useLive";
import { useAppWords } from "../words/app";

/** What stands where data is not yet: its outline, or why there is none. */
export function Waiting({ for: live }: { readonly for: Live<unknown> }) {
  return live.trouble && !live.data ? <ErrorNote trouble={live.trouble} again={live.refresh} /> : <Loading />;
}

export function Loading({ lines = 4 }: { readonly lines?: number }) {
  const say = useAppWords();
  return (
    <div role="status" className="loading">
      <span className="heard">{say("loading")}</span>
      <Skeleton height={28} width="45%" mb="md" aria-hidden />
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of nothing are all alike
        <Skeleton key={line} height={14} width={`${92 - ((line * 17) % 40)}%`} mb="xs" aria-hidden />
      ))}
    </div>
  );
}

interface ErrorProps {
  readonly trouble: Trouble;
  readonly again?: () => void;
}

export function ErrorNote({ trouble, again }: ErrorProps) {
  const say = useAppWords();
  return (
    <div role="alert" className="note trouble">
      <p>{trouble.message ?? say("line.away")}</p>
      {trouble.correlation && <p className="small">{say("correlation", { id: trouble.correlation })}</p>}
      {again && (
        <Button variant="default" size="xs" onClick={again}>
          {say("try")}
        </Button>
      )}
    </div>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
}

/** Where a list has nothing: what would stand there, and how it gets there. */
export function Empty({ title, children }: EmptyProps) {
  return (
    <div className="empty">
      <p className="title">{title}</p>
      {children && <div>{children}</div>}
    </div>
  );
}

export function NotFound() {
  const say = useAppWords();
  return (
    <section className="page">
      <title>{`${say("missing.title")} · Parley`}</title>
      <h1>{say("missing.title")}</h1>
      <p>{say("missing.text")}</p>
      <p>
        <Link to="/">{say("missing.back")}</Link>
      </p>
    </section>
  );
}
