import { Checkbox } from "@mantine/core";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { path } from "../../../app/paths";
import { Section } from "../../../ui/page";
import { Empty, Waiting } from "../../../ui/states";
import { useOverviewWords } from "../../../words/tableoverview";
import { ownSeat, present, seatsOf, type Table, type TableSeat, useTable } from "../table";
import { TextNow } from "../text/TextNow";
import { Legend } from "../values/Stance";
import { useSheet } from "../values/useSheet";
import { FieldDialog } from "./FieldDialog";
import { Moved, NeedsMe } from "./News";
import { type Field, StandMap } from "./StandMap";
import { contested, useStands } from "./useStands";

/** The table at a glance: what needs me, where everyone stands, the text as it stands, what moved. */
export function Component() {
  return (
    <>
      <NeedsMe />
      <Where />
      <div className="table-columns">
        <TextNow />
        <Moved />
      </div>
    </>
  );
}

/** The map of terms and seats. */
function Where() {
  const table = useTable();
  const say = useOverviewWords();
  const sheet = useSheet();
  const stands = useStands(table.id, sheet.cursors);
  const [only, setOnly] = useState(false);
  const [field, setField] = useState<Field | null>(null);
  const seats = useSeats(table);
  const terms = useMemo(
    () => (only ? sheet.terms.filter(({ id }) => contested(stands.get(id))) : sheet.terms),
    [only, sheet.terms, stands],
  );
  if (!sheet.ready) return <Waiting for={sheet.live} />;
  return (
    <Section
      title={say("map.title")}
      aside={<Link to={`${path.table(table.id, "text")}#terms`}>{say("map.terms")}</Link>}
    >
      {sheet.terms.length === 0 ? (
        <Empty title={say("map.noTerms")}>{say("map.noTermsHow")}</Empty>
      ) : (
        <>
          <div className="titleline">
            <Legend />
            <Checkbox
              label={say("map.only")}
              checked={only}
              onChange={(event) => setOnly(event.currentTarget.checked)}
            />
          </div>
          {terms.length === 0 ? (
            <Empty title={say("map.peace")} />
          ) : (
            <StandMap terms={terms} seats={seats} stands={stands} own={ownSeat(table)} open={setField} />
          )}
          <p className="small">{say("map.keys")}</p>
        </>
      )}
      {field && (
        <FieldDialog field={field} stand={stands.get(field.term)?.get(field.seat)} close={() => setField(null)} />
      )}
    </Section>
  );
}

/** The seats that can say something; the same list for as long as it says the same. */
function useSeats(table: Table): readonly TableSeat[] {
  const now = seatsOf(table).filter(present);
  const key = JSON.stringify(now);
  // biome-ignore lint/correctness/useExhaustiveDependencies: equal seats are the same seats
  return useMemo(() => now, [key]);
}
