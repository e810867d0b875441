import { useLive } from "../../../api/useLive";
import { Section } from "../../../ui/page";
import { Empty, Waiting } from "../../../ui/states";
import { plain, SafeText } from "../../../ui/text";
import { useAgreementWords } from "../../../words/agreement";
import { ChangesQuery } from "./operations";

/** Two versions side by side in one text: what is new is underlined, what is gone struck through. */
export function Changes({ document, from }: { readonly document: string; readonly from: number }) {
  const say = useAgreementWords();
  const live = useLive(ChangesQuery, { id: document, from });
  const node = live.data?.node;
  if (node?.__typename !== "AgreementDocument") return <Waiting for={live} />;
  const changes = node.changes ?? [];
  const moved = changes.filter(({ change }) => change !== "same");
  return (
    <Section title={say("changes.title", { from, to: node.version })}>
      <p>{say("changes.count", { count: moved.length })}</p>
      {moved.length === 0 && <Empty title={say("changes.none")} />}
      <ol className="agreement-clauses agreement-document">
        {changes.map(({ number, key, name, change, segments }) => (
          <li key={`${key}:${change}`}>
            <span className="agreement-number" aria-hidden>
              {number || "¶"}
            </span>
            <div>
              <h3>
                <SafeText>{key === "preamble" ? say("read.preamble") : name}</SafeText>{" "}
                <span className="small">{say(`changes.${change}`)}</span>
              </h3>
              {change !== "same" && (
                <p className="words lines">
                  {segments.map((segment, place) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: runs of words have no other name
                    <Run key={place} change={segment.change} text={segment.text} />
                  ))}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Run({ change, text }: { readonly change: string; readonly text: string }) {
  if (change === "added") return <ins className="agreement-added">{plain(text)}</ins>;
  if (change === "removed") return <del className="agreement-gone">{plain(text)}</del>;
  return <>{plain(text)}</>;
}
