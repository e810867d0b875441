import { useAct } from "../../api/useAct";
import { ActButton } from "../../ui/ActButton";
import { Copyable } from "../../ui/Copyable";
import { Moment } from "../../ui/format";
import { useMeWords } from "../../words/me";
import { MakeCalendar, type Me, RevokeCalendar } from "./operations";

/** The viewer's deadlines for a calendar program: an address that is shown once. */
export function Calendar({ calendar }: { readonly calendar: Me["calendar"] }) {
  const say = useMeWords();
  const make = useAct(MakeCalendar);
  const revoke = useAct(RevokeCalendar);
  const made = make.payload?.path;
  return (
    <>
      <p className="small">{say("calendar.what")}</p>
      {made && (
        <div className="note" role="status">
          <p>{say("calendar.once")}</p>
          <Copyable label={say("calendar.address")} value={new URL(made, location.origin).href} />
        </div>
      )}
      {calendar.exists && calendar.madeAt && (
        <p>{say.rich("calendar.exists", { when: <Moment at={calendar.madeAt} /> })}</p>
      )}
      <div className="row">
        <ActButton act={make} wish={{}} ask="never" variant="default">
          {calendar.exists ? say("calendar.renew") : say("calendar.make")}
        </ActButton>
        {calendar.exists && (
          <ActButton act={revoke} wish={{}} ask="never" variant="subtle" onDone={make.forget}>
            {say("calendar.revoke")}
          </ActButton>
        )}
      </div>
    </>
  );
}
