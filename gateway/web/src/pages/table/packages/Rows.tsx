import { Button } from "@mantine/core";
import { SafeText } from "../../../ui/text";
import { usePackageWords } from "../../../words/tablepackages";
import { useValueWords } from "../values/useValueWords";
import { ValueField } from "../values/ValueField";
import { blank, type Term, type Typed, typed, type Value } from "../values/value";

interface RowsProps {
  readonly terms: readonly Term[];
  readonly values: Readonly<Record<string, Typed>>;
  readonly set: (values: Record<string, Typed>) => void;
  /** The server's sentence about a term's value. */
  readonly wrong: ReadonlyMap<string, string>;
  /** Another package to look at, term by term. */
  readonly beside: ReadonlyMap<string, Value> | null;
  readonly besideName: string;
}

/** The values of a package, a row for each term, beside those of another one. */
export function Rows({ terms, values, set, wrong, beside, besideName }: RowsProps) {
  const say = usePackageWords();
  const words = useValueWords();
  return (
    <ul className="table-drafting" data-beside={beside !== null}>
      {terms.map((term) => {
        const mine = values[term.id];
        const theirs = beside?.get(term.id);
        const same = theirs !== undefined && JSON.stringify(typed(term, theirs)) === JSON.stringify(mine);
        return (
          <li key={term.id}>
            <div className="table-draftname">
              <SafeText>{term.name}</SafeText>
              {blank(mine) && <span className="small"> · {say("open")}</span>}
            </div>
            <ValueField
              quiet
              term={term}
              value={mine}
              error={wrong.get(term.id)}
              set={(next) => set({ ...values, [term.id]: next })}
            />
            {beside && (
              <div className="table-draftbeside small">
                <span className="heard">{besideName}: </span>
                <SafeText>{words(term, theirs)}</SafeText>{" "}
                {theirs === undefined ? null : same ? (
                  <span>= {say("same")}</span>
                ) : (
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    aria-label={say("takeOverOf", { term: term.name })}
                    onClick={() => set({ ...values, [term.id]: typed(term, theirs) })}
                  >
                    {say("takeOver")}
                  </Button>
                )}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
