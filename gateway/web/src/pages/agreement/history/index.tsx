import { Button } from "@mantine/core";
import { useEffect, useState } from "react";
import { client } from "../../../api/client";
import { graphql } from "../../../api/graphql";
import { Copyable } from "../../../ui/Copyable";
import { Moment } from "../../../ui/format";
import { Section } from "../../../ui/page";
import { Empty, Loading } from "../../../ui/states";
import { Wide } from "../../../ui/Wide";
import { type Commit, chain, type Entry } from "../../../verify/record";
import { useAgreementWords } from "../../../words/agreement";
import { useAgreement } from "../agreement";

const RecordQuery = graphql(`
  query AgreementRecord($id: ID!, $after: Int) {
    agreement(id: $id) { id record(after: $after) { stream more head entries { sequence body } } }
  }
`);

/** Everything that ever happened to it, as it is stored: the same for everybody at the table. */
export function Component() {
  const say = useAgreementWords();
  const { id, head } = useAgreement();
  const { commits, failed, again } = useRecord(id, head);
  return (
    <>
      <Section title={say("history.title")}>
        <p>{say("history.what")}</p>
        {failed && (
          <div role="alert" className="note trouble">
            <p>{say("history.failed")}</p>
            <Button variant="default" size="xs" onClick={again}>
              {say("again")}
            </Button>
          </div>
        )}
        {!commits && !failed && <Loading />}
        {commits?.length === 0 && <Empty title={say("history.none")} />}
        {commits && commits.length > 0 && <Commits commits={commits} />}
      </Section>
      <Section title={say("history.head")}>
        <p className="small">{say("history.headWhy")}</p>
        <Copyable label={say("history.head")} value={head} />
      </Section>
    </>
  );
}

function Commits({ commits }: { readonly commits: readonly Commit[] }) {
  const say = useAgreementWords();
  return (
    <Wide>
      <table className="table agreement-table">
        <caption className="heard">{say("history.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{say("history.event")}</th>
            <th scope="col">{say("history.when")}</th>
            <th scope="col">{say("history.place")}</th>
            <th scope="col">{say("history.link")}</th>
          </tr>
        </thead>
        <tbody>
          {commits.toReversed().map(({ version, events, at, sequence, hash }) => (
            <tr key={version}>
              <th scope="row">
                {version}.{" "}
                {events.map(({ type }, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: events of a commit stand in their order
                  <EventName key={place} type={type} />
                ))}
              </th>
              <td>
                <Moment at={at} />
              </td>
              <td className="figure">{sequence}</td>
              <td>
                <code title={hash}>{hash.slice(0, 12)}…</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Wide>
  );
}

/** An event in words; one that is newer than our words, by its own name. */
function EventName({ type }: { readonly type: string }) {
  const say = useAgreementWords();
  const key = `event.${type.replace(/^agreements\./, "").replace(/\.v\d+$/, "")}`;
  return <div>{say.has(key) ? say(key) : <code>{type}</code>}</div>;
}

/** The whole record, verified as a chain before it is shown; again whenever its head moves. */
function useRecord(id: string, head: string) {
  const [found, setFound] = useState<{ commits: readonly Commit[] | null; failed: boolean }>({
    commits: null,
    failed: false,
  });
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another head is another record
  useEffect(() => {
    let wanted = true;
    read(id).then(
      (commits) => wanted && setFound({ commits, failed: false }),
      () => wanted && setFound((was) => ({ ...was, failed: true })),
    );
    return () => {
      wanted = false;
    };
  }, [id, head, round]);
  return { ...found, again: () => setRound((was) => was + 1) };
}

async function read(id: string): Promise<readonly Commit[]> {
  const entries: Entry[] = [];
  for (;;) {
    const after = entries.at(-1)?.sequence ?? null;
    const { data } = await client.query(RecordQuery, { id, after }, { requestPolicy: "network-only" }).toPromise();
    const record = data?.agreement?.record;
    if (!record) throw new Error("no record");
    entries.push(...record.entries);
    if (!record.more) return chain(id, { stream: record.stream, entries, head: record.head });
  }
}
