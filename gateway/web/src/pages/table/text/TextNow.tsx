import { Link } from "react-router";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { Section } from "../../../ui/page";
import { Empty } from "../../../ui/states";
import { useTextWords } from "../../../words/tabletext";
import { useTable } from "../table";
import { useSheet } from "../values/useSheet";
import { TextQuery } from "./operations";
import { Sentence } from "./Sentence";
import { textAfter } from "./text";

/** The text as it stands, to be read beside the map. */
export function TextNow({ leads = true }: { readonly leads?: boolean }) {
  const table = useTable();
  const say = useTextWords();
  const { terms } = useSheet();
  const found = useLive(TextQuery, { id: table.id }).data?.negotiation;
  if (!found) return null;
  const fixed = found.text && new Map(found.text.values.map(({ term, value }) => [term?.id ?? "", value]));
  const values = fixed ?? (found.workingText ? textAfter(found, Number.POSITIVE_INFINITY) : null);
  return (
    <Section
      title={say(fixed ? "fixed" : "now")}
      aside={leads && <Link to={path.table(table.id, "text")}>{say("history")}</Link>}
    >
      {values ? (
        <ol className="table-text">
          {terms.map((term) => (
            <li key={term.id}>
              <Sentence term={term} value={values.get(term.id)} />
            </li>
          ))}
        </ol>
      ) : (
        <Empty title={say("none")}>{say("noneHow")}</Empty>
      )}
    </Section>
  );
}
