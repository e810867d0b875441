import { Modal } from "@mantine/core";
import { Link } from "react-router";
import { useLive } from "../../../api/useLive";
import { path } from "../../../app/paths";
import { Loading } from "../../../ui/states";
import { plain, SafeText } from "../../../ui/text";
import { useAppWords } from "../../../words/app";
import { useOverviewWords } from "../../../words/tableoverview";
import { sideName } from "../packages/PackageLine";
import { PositionCard } from "../packages/PositionCard";
import { PositionForm } from "../packages/PositionForm";
import { ownSeat, seatsOf, useTable } from "../table";
import { useSheet } from "../values/useSheet";
import { useValueWords } from "../values/useValueWords";
import { PackageThoughtsQuery, TermThoughtsQuery } from "./operations";
import type { Field } from "./StandMap";
import type { Stand } from "./useStands";

interface FieldProps {
  readonly field: Field;
  readonly stand: Stand | undefined;
  readonly close: () => void;
}

/** One field of the map: what the seat offers, what it said about the term, and what that is taken to be about. */
export function FieldDialog({ field, stand, close }: FieldProps) {
  const app = useAppWords();
  const say = useOverviewWords();
  const table = useTable();
  const { byId } = useSheet();
  const words = useValueWords();
  const term = byId.get(field.term);
  const seat = seatsOf(table).find(({ id }) => id === field.seat);
  if (!term) return null;
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={`${plain(term.name)} · ${plain(sideName(seat))}`}
      closeButtonProps={{ "aria-label": app("act.cancel") }}
    >
      {stand?.package ? (
        <p>
          {say.rich(stand.as === "offer" ? "field.offers" : "field.proposes", {
            value: (
              <strong>
                <SafeText>{words(term, stand.value)}</SafeText>
              </strong>
            ),
          })}{" "}
          <Link to={path.package(table.id, stand.package.id)}>{say("field.package")}</Link>
        </p>
      ) : (
        <p className="small">{say("field.noValue")}</p>
      )}
      <Thoughts field={field} stand={stand} />
      {field.seat === ownSeat(table) && <PositionForm about={field.term} />}
    </Modal>
  );
}

function Thoughts({ field, stand }: Omit<FieldProps, "close">) {
  const say = useOverviewWords();
  const onTerm = useLive(TermThoughtsQuery, { term: field.term });
  const onPackage = useLive(PackageThoughtsQuery, { id: stand?.on?.id ?? field.term });
  if (!onTerm.data) return <Loading lines={2} />;
  const node = onTerm.data.node;
  const some = [
    ...(stand?.on ? (onPackage.data?.package?.positions.nodes ?? []) : []),
    ...(node && "positions" in node ? node.positions.nodes : []),
  ].filter(({ seat, term }) => seat?.id === field.seat && (!term || term.id === field.term));
  if (some.length === 0) return <p>{say("field.silent")}</p>;
  return (
    <ul className="table-positions">
      {some.map((each) => (
        <PositionCard key={each.id} position={each} />
      ))}
    </ul>
  );
}
