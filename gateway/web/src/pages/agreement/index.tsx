import { lazy, Suspense } from "react";
import { Route, Routes, useParams } from "react-router";
import { useLive } from "../../api/useLive";
import { Loading, NotFound, Waiting } from "../../ui/states";
import { AgreementContext } from "./agreement";
import { Frame } from "./Frame";
import { AgreementQuery } from "./operations";
import "./agreement.css";

/** Tabs come when somebody looks at them. */
function tab(load: () => Promise<{ Component: React.ComponentType }>) {
  return lazy(async () => ({ default: (await load()).Component }));
}

const Document = tab(() => import("./document"));
const Signatures = tab(() => import("./signatures"));
const Verify = tab(() => import("./verify"));
const Duties = tab(() => import("./duties"));
const Value = tab(() => import("./value"));
const History = tab(() => import("./history"));

/** An agreement: a frame that stays, and a tab in it. */
export function Component() {
  const { agreement: id = "" } = useParams();
  const live = useLive(AgreementQuery, { id });
  if (!live.data) return <Waiting for={live} />;
  const { agreement } = live.data;
  if (!agreement) return <NotFound />;
  return (
    <AgreementContext value={agreement}>
      <Frame freshness={live.freshness}>
        <Suspense fallback={<Loading />}>
          <Routes>
            <Route index Component={Document} />
            <Route path="signatures" Component={Signatures} />
            <Route path="verify" Component={Verify} />
            <Route path="duties/*" Component={Duties} />
            <Route path="value/*" Component={Value} />
            <Route path="history" Component={History} />
            <Route path="*" Component={NotFound} />
          </Routes>
        </Suspense>
      </Frame>
    </AgreementContext>
  );
}
