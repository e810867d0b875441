import { SafeText } from "../../../ui/text";
import { useSheet } from "../values/useSheet";
import { useValueWords } from "../values/useValueWords";
import type { Value } from "../values/value";

interface Setting {
  readonly term: { readonly id: string } | null;
  readonly value: Value;
}

/** Values, term by term, without anything else. */
export function ValuesList({ values }: { readonly values: readonly Setting[] }) {
  const { byId } = useSheet();
  const words = useValueWords();
  return (
    <dl className="facts">
      {values.map(({ term: at, value }) => {
        const term = at && byId.get(at.id);
        if (!term) return null;
        return (
          <div key={term.id} className="table-fact">
            <dt>
              <SafeText>{term.name}</SafeText>
            </dt>
            <dd>
              <SafeText>{words(term, value)}</SafeText>
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
