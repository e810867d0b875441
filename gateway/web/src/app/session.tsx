import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import { client, hangUp } from "../api/client";
import type { ResultOf } from "../api/graphql";
import { restartAll, setIntroduced } from "../api/live";
import { onEnded } from "../api/socket";
import { troubleOf } from "../api/trouble";
import { useLive } from "../api/useLive";
import { forgetPosition, onUnauthenticated, seen } from "../api/wire";
import { ViewerQuery } from "./operations";

export type Viewer = NonNullable<ResultOf<typeof ViewerQuery>["viewer"]>;

export interface Session {
  /** Whoever uses this browser; null for a stranger. */
  readonly viewer: Viewer | null;
  /** loading until the server has said who this is; away if it does not answer. */
  readonly state: "loading" | "stranger" | "known" | "away";
  /** In which time zone the reader's times are. */
  readonly zone: string;
  /** After logging in or out, or becoming somebody: looks who this is now. */
  readonly changed: (position?: string | null) => Promise<void>;
}

const Context = createContext<Session | null>(null);

export function useSession(): Session {
  const session = use(Context);
  if (!session) throw new Error("there is a session only below SessionProvider");
  return session;
}

const here = Intl.DateTimeFormat().resolvedOptions().timeZone;

interface Found {
  readonly state: Session["state"];
  readonly viewer: Viewer | null;
}

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [found, setFound] = useState<Found>({ state: "loading", viewer: null });

  const look = useCallback(async () => {
    const { data, error } = await client.query(ViewerQuery, {}).toPromise();
    const trouble = troubleOf(error);
    if (!data && trouble) {
      setFound((was) => (was.state === "known" ? was : { state: "away", viewer: null }));
      return;
    }
    const viewer = data?.viewer ?? null;
    setIntroduced();
    setFound({ state: viewer ? "known" : "stranger", viewer });
    if (!viewer) restartAll(false);
  }, []);

  const changed = useCallback(
    async (position?: string | null) => {
      forgetPosition();
      seen(position);
      hangUp();
      await look();
      restartAll(true);
    },
    [look],
  );

  useEffect(() => {
    onUnauthenticated(() => void changed());
    void look();
  }, [changed, look]);

  // A stranger has no session that could end.
  const known = found.state === "known";
  useEffect(() => onEnded(() => void (known && changed())), [known, changed]);

  // Nobody answered at the very first question: everything waits for that.
  useEffect(() => {
    if (found.state !== "away") return;
    const timer = setTimeout(look, 2000);
    return () => clearTimeout(timer);
  }, [found, look]);

  const session = useMemo<Session>(
    () => ({ ...found, zone: found.viewer?.person?.zone ?? here, changed }),
    [found, changed],
  );
  return (
    <Context value={session}>{found.viewer ? <Following session={session}>{children}</Following> : children}</Context>
  );
}

/** Keeps the viewer true: for whom they act, what waits for them, that the session still is. */
function Following({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  const { data, freshness, trouble } = useLive(ViewerQuery, {});
  const viewer = data?.viewer ?? session.viewer;
  const ended =
    (data !== null && data.viewer === null && freshness !== "loading") || trouble?.code === "UNAUTHENTICATED";
  const { changed } = session;
  useEffect(() => {
    if (ended) void changed();
  }, [ended, changed]);
  const followed = useMemo(() => ({ ...session, viewer, zone: viewer?.person?.zone ?? here }), [session, viewer]);
  return <Context value={followed}>{children}</Context>;
}
