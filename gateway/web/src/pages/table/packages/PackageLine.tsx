import { Link } from "react-router";
import { path } from "../../../app/paths";
import { Moment } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import { usePackageWords } from "../../../words/tablepackages";
import { StanceMark, stances } from "../values/Stance";
import type { Package } from "./package";

interface Side {
  readonly name: string;
  readonly organization?: { readonly name: string } | null;
}

export const sideName = (seat: Side | null | undefined): string => seat?.organization?.name ?? seat?.name ?? "";

/** Whose a package is. */
export function Authors({ of }: { readonly of: Pick<Package, "seat" | "with" | "floated"> }) {
  const say = usePackageWords();
  if (of.floated) return <>{say("floated")}</>;
  return (
    <>
      {[of.seat, ...of.with].map((seat, place) => (
        <span key={seat?.id}>
          {place > 0 && ", "}
          <SafeText>{sideName(seat)}</SafeText>
        </span>
      ))}
    </>
  );
}

/** Where a package stands, in a word and since or until when. */
export function Standing({ of }: { readonly of: Package }) {
  const say = usePackageWords();
  const { status, expiresAt, endedAt } = of;
  return (
    <span className="table-status" data-status={status}>
      {say(`status.${status}`)}
      {status === "offer" && expiresAt && <> {say.rich("until", { when: <Moment at={expiresAt} /> })}</>}
      {endedAt && status !== "offer" && status !== "idea" && (
        <>
          {" "}
          <Moment at={endedAt} />
        </>
      )}
    </span>
  );
}

export type Echo = Readonly<Record<(typeof stances)[number], number>>;

/** A package in a list. */
export function PackageLine({ of, negotiation, echo }: { of: Package; negotiation: string; echo?: Echo | undefined }) {
  const say = usePackageWords();
  return (
    <li>
      <div className="main">
        <Link to={path.package(negotiation, of.id)}>
          <strong>{say(`name.${of.as}`, { number: of.number })}</strong>
        </Link>{" "}
        {say.rich("by", { who: <Authors of={of} /> })}
        {of.counterTo && (
          <span className="small">
            {" "}
            ·{" "}
            {say.rich("answers", {
              which: <Link to={path.package(negotiation, of.counterTo.id)}>{of.counterTo.number}</Link>,
            })}
          </span>
        )}
        {of.note && (
          <p className="small table-clip">
            <SafeText>{of.note}</SafeText>
          </p>
        )}
        {of.reason && <p className="small">{say.rich("withdrawnFor", { why: <SafeText>{of.reason}</SafeText> })}</p>}
      </div>
      <div className="table-lineend">
        <Standing of={of} />
        {echo && <Echoes of={echo} />}
      </div>
    </li>
  );
}

/** How many seats think what. */
function Echoes({ of }: { readonly of: Echo }) {
  const some = stances.filter((stance) => of[stance] > 0);
  if (some.length === 0) return null;
  return (
    <span className="table-echo small">
      {some.map((stance) => (
        <span key={stance}>
          {of[stance]} <StanceMark stance={stance} />
        </span>
      ))}
    </span>
  );
}
