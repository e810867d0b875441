import { useTableWords } from "../../../words/table";

export const stances = ["likes", "canLiveWith", "concern", "objects"] as const;
export type StanceName = (typeof stances)[number];

/** A stance as shape, letter and colour; for those who listen, as its word. */
export function StanceMark({
  stance,
  named = false,
}: {
  readonly stance: StanceName | null;
  readonly named?: boolean;
}) {
  const say = useTableWords();
  const which = stance ?? "silent";
  return (
    <span className="table-stance">
      <span className="table-mark" data-stance={which} aria-hidden>
        {say(`stance.letter.${which}`)}
      </span>
      <span className={named ? undefined : "heard"}>{say(`stance.${which}`)}</span>
    </span>
  );
}

/** What the marks mean. */
export function Legend() {
  return (
    <p className="small table-legend">
      {[...stances, null].map((stance) => (
        <StanceMark key={stance ?? "silent"} stance={stance} named />
      ))}
    </p>
  );
}
