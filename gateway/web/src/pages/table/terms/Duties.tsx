import { Moment, useFormat } from "../../../ui/format";
import { plain, SafeText } from "../../../ui/text";
import { useTermWords } from "../../../words/tableterms";
import type { Details } from "./writing";

type Side = Details["duties"][number]["debtor"];

/** What a term will make one side owe another. */
export function Duties({ duties }: { readonly duties: Details["duties"] }) {
  const say = useTermWords();
  const format = useFormat();
  const side = ({ seat, class: of }: Side) => plain(seat?.name ?? of ?? say("duty.all"));
  if (duties.length === 0) return null;
  return (
    <>
      <h3>{say("duty.title")}</h3>
      <ul>
        {duties.map((duty) => (
          <li key={duty.key}>
            {say("duty.owes", { debtor: side(duty.debtor), creditor: side(duty.creditor) })}{" "}
            <SafeText>{duty.what}</SafeText>
            <span className="small">
              {" · "}
              {duty.due.after ? say("duty.after", { length: format.duration(duty.due.after) }) : null}
              {duty.due.on && <Moment at={duty.due.on} />}
              {duty.every && ` · ${say("duty.every", { length: format.duration(duty.every) })}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
