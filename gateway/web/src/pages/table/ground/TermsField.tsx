import { useLive } from "../../../api/useLive";
import { useField } from "../../../ui/form";
import { SafeText } from "../../../ui/text";
import { useTable } from "../table";
import { TermsQuery } from "./operations";

/** Several terms of the sheet, in the order in which they are chosen. */
export function TermsField({ name, label }: { readonly name: string; readonly label: string }) {
  const table = useTable();
  const { value, set, error } = useField<readonly string[]>(name);
  const live = useLive(TermsQuery, { id: table.id });
  const terms = live.data?.negotiation?.terms.edges.map(({ node }) => node).filter(({ removed }) => !removed) ?? [];
  return (
    <fieldset className="ground-terms">
      <legend>{label}</legend>
      {terms.map((term) => {
        const place = value.indexOf(term.id) + 1;
        return (
          <label key={term.id}>
            <input
              type="checkbox"
              checked={place > 0}
              onChange={(event) =>
                set(event.currentTarget.checked ? [...value, term.id] : value.filter((each) => each !== term.id))
              }
            />{" "}
            {place > 0 && <span className="figure">{place}. </span>}
            <SafeText>{term.name}</SafeText>
          </label>
        );
      })}
      {error && <p className="why">{error}</p>}
    </fieldset>
  );
}
