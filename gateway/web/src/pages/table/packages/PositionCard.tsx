import { may } from "../../../api/graphql";
import { useAct } from "../../../api/useAct";
import { ActButton } from "../../../ui/ActButton";
import { Moment } from "../../../ui/format";
import { SafeText } from "../../../ui/text";
import { usePackageWords } from "../../../words/tablepackages";
import { ownSeat, useTable } from "../table";
import { StanceMark } from "../values/Stance";
import { useSheet } from "../values/useSheet";
import { Presume } from "./operations";
import { sideName } from "./PackageLine";
import type { Thought } from "./package";
import { WayForm } from "./WayForm";

/** What one seat thinks, and what it is taken to be about. */
export function PositionCard({ position: of }: { readonly position: Thought }) {
  const table = useTable();
  const say = usePackageWords();
  const { byId } = useSheet();
  const term = of.term && byId.get(of.term.id);
  const mine = of.seat?.id === ownSeat(table);
  const against = of.stance === "concern" || of.stance === "objects";
  return (
    <li data-stance={of.stance}>
      <p className="table-who">
        <StanceMark stance={of.stance} named />{" "}
        <strong>
          <SafeText>{sideName(of.seat)}</SafeText>
        </strong>
        {term && (
          <>
            {" · "}
            <SafeText>{term.name}</SafeText>
          </>
        )}
        <span className="small">
          {" "}
          · <Moment at={of.takenAt} />
          {of.revised > 0 && ` · ${say("positions.revised", { count: of.revised })}`}
        </span>
      </p>
      {of.reason && (
        <p>
          <SafeText lines>{of.reason}</SafeText>
        </p>
      )}
      {of.change && (
        <p>
          <span className="small">{say("positions.change")}</span> <SafeText lines>{of.change}</SafeText>
        </p>
      )}
      {against && <Diagnosis of={of} own={mine} />}
    </li>
  );
}

/** Where or how: what the author says, what others presume, and how it goes on. */
function Diagnosis({ of, own }: { readonly of: Thought; readonly own: boolean }) {
  const table = useTable();
  const say = usePackageWords();
  const presume = useAct(Presume);
  const permission = may("presume", table.viewerMay);
  const wish = (whether: "where" | "how") => ({ input: { negotiation: table.id, opinion: of.id, whether } });
  return (
    <div className="table-diagnosis small">
      <p>
        {of.whether ? say(`diagnosis.${of.whether}`) : say("diagnosis.unsaid")}
        {of.vision && (
          <>
            {" "}
            <q>
              <SafeText>{of.vision}</SafeText>
            </q>
          </>
        )}
      </p>
      {of.presumed.map(({ seat, whether }) => (
        <p key={seat?.id}>{say.rich(`diagnosis.presumes.${whether}`, { who: <SafeText>{seat?.name}</SafeText> })}</p>
      ))}
      {of.mismatch && <p className="table-wrong">{say("diagnosis.mismatch")}</p>}
      {of.wayOut && (
        <p>
          {say(`way.${of.wayOut.way}`)}
          {of.wayOut.lookBack && (
            <>
              {" "}
              (<Moment at={of.wayOut.lookBack} />)
            </>
          )}
          : <SafeText>{of.wayOut.reason}</SafeText>
        </p>
      )}
      {own && of.whether === "where" && !of.wayOut && (
        <details>
          <summary>{say("way.summary")}</summary>
          <WayForm opinion={of.id} />
        </details>
      )}
      {!own && (
        <div className="row">
          <span>{say("diagnosis.ask")}</span>
          <ActButton act={presume} wish={wish("how")} ask="never" variant="default" size="xs" permission={permission}>
            {say("diagnosis.doHow")}
          </ActButton>
          <ActButton act={presume} wish={wish("where")} ask="never" variant="default" size="xs" permission={permission}>
            {say("diagnosis.doWhere")}
          </ActButton>
        </div>
      )}
    </div>
  );
}
