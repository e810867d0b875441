import { Button } from "@mantine/core";
import type { ResultOf } from "../../api/graphql";
import { usePages } from "../../api/usePages";
import { Section } from "../../ui/page";
import { Empty, Waiting } from "../../ui/states";
import { OrgName, PersonName, plain } from "../../ui/text";
import { useAppWords } from "../../words/app";
import { useDirectoryWords } from "../../words/directory";
import { DirectoryQuery, type Hit } from "./operations";

const hits = (data: ResultOf<typeof DirectoryQuery>) => data.directory;

interface FoundProps {
  readonly search: string;
  readonly kind: "organization" | "person" | null;
}

/** What was found, and by which words. */
export function Found({ search, kind }: FoundProps) {
  const say = useDirectoryWords();
  const words = useAppWords();
  const { live, nodes, hasMore, more } = usePages(DirectoryQuery, { search, kind }, hits);
  if (!live.data) return <Waiting for={live} />;
  return (
    <Section
      title={say("search")}
      aside={
        <span className="small" role="status">
          {!hasMore && say("found", { count: nodes.length })}
        </span>
      }
    >
      {nodes.length === 0 && <Empty title={say("none", { what: plain(search) })}>{say("noneWhat")}</Empty>}
      <ul className="rows">
        {nodes.map((hit) => (
          <li key={hit.organization?.id ?? hit.person?.id}>
            <div className="main">
              {hit.organization ? <OrgName organization={hit.organization} /> : <PersonName person={hit.person} />}
              {hit.matches.map(({ field, line, spans }) => (
                <div className="small" key={`${field}${line}`}>
                  {say(`field.${field}`)}: <Marked line={line} spans={spans} />
                </div>
              ))}
            </div>
            <span className="small">{say(hit.kind === "person" ? "isPerson" : "isOrganization")}</span>
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button variant="default" onClick={more}>
          {words("more")}
        </Button>
      )}
    </Section>
  );
}

/** A line with what matched in it marked. Places count in letters, not in halves of them. */
function Marked({ line, spans }: Pick<Hit["matches"][number], "line" | "spans">) {
  const letters = [...line];
  const parts: { readonly text: string; readonly hit: boolean }[] = [];
  let at = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    parts.push({ text: letters.slice(at, from).join(""), hit: false });
    parts.push({ text: letters.slice(from, to).join(""), hit: true });
    at = to;
  }
  parts.push({ text: letters.slice(at).join(""), hit: false });
  return (
    <span dir="auto" className="theirs">
      {parts.map(({ text, hit }, place) =>
        hit ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a line have no other name
          <mark key={place}>{plain(text)}</mark>
        ) : (
          plain(text)
        ),
      )}
    </span>
  );
}
