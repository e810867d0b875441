import { plain, SafeText } from "../../../ui/text";
import { useTableWords } from "../../../words/table";
import { useValueWords } from "../values/useValueWords";
import type { Term, Value } from "../values/value";

/** A term's sentence with its value in its place. */
export function Sentence({ term, value }: { readonly term: Term; readonly value: Value | undefined }) {
  const words = useValueWords();
  const say = useTableWords();
  const [before = "", after = ""] = plain(term.clause).split("{value}");
  return (
    <span dir="auto" className="theirs lines">
      {before}
      {value ? <strong>{words(term, value)}</strong> : <span className="table-gap">{say("value.open")}</span>}
      {after}
    </span>
  );
}

/** The sentence as plain words, to be compared. */
export function useSentenceWords(): (term: Term, value: Value | null | undefined) => string {
  const words = useValueWords();
  return (term, value) => plain(term.clause).replace("{value}", () => words(term, value));
}

export function TermName({ term }: { readonly term: Term }) {
  return <SafeText>{term.name}</SafeText>;
}
