import { useMemo } from "react";
import { plain, SafeText } from "../../ui/text";
import { useAppWords } from "../../words/app";
import { seatsOf, useTable } from "./table";

/** What a seat of this table is called, by its id: its organization's name, or its own. */
export function useSeatNames(): (id: string | null | undefined) => string {
  const table = useTable();
  const say = useAppWords();
  return useMemo(() => {
    const names = new Map(seatsOf(table).map(({ id, name, organization }) => [id, organization?.name ?? name]));
    return (id) => plain((id && names.get(id)) || say("somebody"));
  }, [table, say]);
}

export function SeatName({ id }: { readonly id: string | null | undefined }) {
  const name = useSeatNames();
  return <SafeText>{name(id)}</SafeText>;
}

/** Seats in one line. */
export function SeatNames({ ids }: { readonly ids: readonly (string | null | undefined)[] }) {
  return (
    <>
      {ids.map((id, place) => (
        <span key={id}>
          {place > 0 && ", "}
          <SeatName id={id} />
        </span>
      ))}
    </>
  );
}
