import { useMemo } from "react";
import { useTextWords } from "../../../words/tabletext";
import { changes } from "./words";

/** What changed between two texts, word by word, for eyes and ears. */
export default function Diff({ before, after }: { readonly before: string; readonly after: string }) {
  const say = useTextWords();
  const parts = useMemo(() => changes(before, after), [before, after]);
  return (
    <span dir="auto" className="theirs lines">
      {parts.map(({ kind, text }, place) => {
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other name
        if (kind === "same") return <span key={place}>{text}</span>;
        const Tag = kind === "added" ? "ins" : "del";
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other name
          <Tag key={place} className={`table-${kind}`}>
            <span className="heard">{say(`diff.${kind}`)} </span>
            {text}
            <span className="heard"> {say("diff.end")} </span>
          </Tag>
        );
      })}
    </span>
  );
}
