import { Button } from "@mantine/core";
import { lazy, Suspense, useMemo } from "react";
import { Link } from "react-router";
import { may } from "../../../api/graphql";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { Section } from "../../../ui/page";
import { Empty, Loading, Waiting } from "../../../ui/states";
import { usePackageWords } from "../../../words/tablepackages";
import { useTable } from "../table";
import { OwnRoom } from "./OwnRoom";
import { EchoesQuery, PackagesQuery } from "./operations";
import { type Echo, PackageLine } from "./PackageLine";
import { lies, type Package } from "./package";

const Graph = lazy(async () => ({ default: (await import("./Graph")).Graph }));

/** What lies on the table, what the own team is writing, and what was there before. */
export function List() {
  const table = useTable();
  const say = usePackageWords();
  const live = useLive(PackagesQuery, { id: table.id });
  const echoes = useEchoes(table.id);
  if (!live.data?.negotiation) return <Waiting for={live} />;
  const packages = live.data.negotiation.packages.nodes;
  const here = packages.filter(lies);
  const gone = packages.filter((each) => !lies(each));
  const lines = (some: readonly Package[]) => (
    <ul className="rows">
      {some.map((each) => (
        <PackageLine key={each.id} of={each} negotiation={table.id} echo={echoes.get(each.id)} />
      ))}
    </ul>
  );
  return (
    <>
      <Section title={say("onTable")} aside={<NewLink />}>
        {here.length === 0 ? (
          <Empty title={say("noneOnTable")}>{say("noneOnTableHow")}</Empty>
        ) : (
          lines(here.toReversed())
        )}
      </Section>
      <OwnRoom />
      {gone.length > 0 && <Section title={say("before")}>{lines(gone.toReversed())}</Section>}
      {packages.some(({ counterTo }) => counterTo) && (
        <Section title={say("graph.title")}>
          <Suspense fallback={<Loading />}>
            <Graph packages={packages} negotiation={table.id} />
          </Suspense>
        </Section>
      )}
    </>
  );
}

/** Begins a package; who may do nothing with one reads why. */
function NewLink() {
  const table = useTable();
  const say = usePackageWords();
  const ways = ["draftPackage", "tablePackage.idea", "tablePackage.offer"].map((act) => may(act, table.viewerMay));
  const allowed = ways.some((way) => way?.allowed);
  if (!allowed) return <span className="why">{ways.find((way) => way?.message)?.message}</span>;
  return (
    <Button component={Link} to={`${path.table(table.id, "packages")}/new`}>
      {say("new")}
    </Button>
  );
}

function useEchoes(id: string): ReadonlyMap<string, Echo> {
  const { data } = useLive(EchoesQuery, { id });
  return useMemo(() => {
    const nodes = data?.negotiation?.packages.nodes ?? [];
    return new Map(
      nodes.map(({ id: each, positions }) => {
        const count = { likes: 0, canLiveWith: 0, concern: 0, objects: 0 };
        for (const { stance } of positions.nodes) count[stance]++;
        return [each, count];
      }),
    );
  }, [data]);
}
