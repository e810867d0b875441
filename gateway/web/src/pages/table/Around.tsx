import { Moment, useFormat } from "../../ui/format";
import { OrgName, SafeText } from "../../ui/text";
import { useTableWords } from "../../words/table";
import { ownSeat, present, seatsOf, type Table, type TableSeat } from "./table";

type Voice = Table["heard"]["seats"][number];

/** Who sits around the table and who is missing, who is heard and who is silent. */
export function Around({ table, open }: { readonly table: Table; readonly open: boolean }) {
  const say = useTableWords();
  const seats = seatsOf(table);
  const here = seats.filter(present);
  const missing = seats.filter((seat) => !present(seat));
  const voices = new Map(table.heard.seats.map((voice) => [voice.seat?.id, voice]));
  const most = Math.max(1, ...table.heard.seats.map(said));
  const all = table.heard.seats.reduce((sum, voice) => sum + said(voice), 0);
  const silent = here.filter(({ id }) => voices.get(id)?.silent).length;
  const mine = ownSeat(table);
  return (
    <details className="table-around" open={(open && seats.length <= 12) || undefined} key={String(open)}>
      <summary>
        {say("around.here", { count: here.length })}
        {missing.length > 0 && <> · {say("around.missing", { count: missing.length })}</>}
        {silent > 0 && <> · {say("around.silent", { count: silent })}</>}
      </summary>
      <ul className="table-seats">
        {seats.map((seat) => (
          <Chair key={seat.id} seat={seat} voice={voices.get(seat.id)} most={most} all={all} own={seat.id === mine} />
        ))}
      </ul>
    </details>
  );
}

interface ChairProps {
  readonly seat: TableSeat;
  readonly voice: Voice | undefined;
  /** What the most heard seat has said, and all together. */
  readonly most: number;
  readonly all: number;
  readonly own: boolean;
}

function Chair({ seat, voice, most, all, own }: ChairProps) {
  const say = useTableWords();
  const format = useFormat();
  const there = present(seat);
  return (
    <li data-there={there} data-own={own || undefined}>
      <div className="table-seatname">
        {seat.organization ? <OrgName organization={seat.organization} /> : <SafeText>{seat.name}</SafeText>}
        {own && <span className="small"> {say("around.own")}</span>}
      </div>
      <div className="small">
        <SafeText>{seat.class}</SafeText>
        {!there && <> · {say(`seat.${seat.state}`)}</>}
        {seat.state === "represented" && <> · {say("seat.represented")}</>}
      </div>
      {there && voice && (
        <div className="small table-voice">
          <span className="table-voicebar" aria-hidden>
            <span style={{ width: `${(100 * said(voice)) / most}%` }} />
          </span>
          {voice.silent
            ? voice.lastSpokeAt
              ? say.rich("around.quietSince", { when: <Moment at={voice.lastSpokeAt} relative /> })
              : say("around.never")
            : say("around.voice", { share: format.percent(all === 0 ? 0 : said(voice) / all) })}
        </div>
      )}
    </li>
  );
}

/** How often a seat was heard by all. */
function said({ messages, packages, positions }: Voice): number {
  return messages + packages + positions;
}
