import { useFormat } from "../../../ui/format";
import { Private } from "../../../ui/page";
import { useRoundWords } from "../../../words/rounds";
import type { Suggestion } from "./operations";

export type Worth = Suggestion["ownWorth"];

/** A worth in words. */
export function useWorthWords(): (worth: Worth) => string {
  const say = useRoundWords();
  const format = useFormat();
  const short = (value: string) => format.number(Math.round(Number(value) * 1000) / 1000);
  return (worth) => {
    if (!worth) return "";
    const { least, most } = worth;
    const parts = [
      worth.refused && say("mediation.refused"),
      least === null && !worth.refused && say("mediation.thin"),
      least !== null &&
        most !== null &&
        short(least) === short(most) &&
        say("mediation.worthExactly", { worth: short(least) }),
      least !== null &&
        most !== null &&
        short(least) !== short(most) &&
        say("mediation.worthBetween", { least: short(least), most: short(most) }),
      worth.enough !== null && say(worth.enough ? "mediation.enough" : "mediation.tooLittle"),
      worth.stale && say("mediation.stale"),
    ];
    return parts.filter(Boolean).join("; ");
  };
}

/** What each suggestion is worth to the own seat: for its team alone. */
export function Worths({ suggestions }: { readonly suggestions: readonly Suggestion[] }) {
  const say = useRoundWords();
  const words = useWorthWords();
  const known = suggestions.some(({ ownWorth }) => ownWorth);
  return (
    <Private readers={say("mediation.worthReaders")} title={say("mediation.worth")}>
      {!known && <p>{say("mediation.worthNone")}</p>}
      {known && (
        <ul className="rounds-plain">
          {suggestions.map(({ id, number, ownWorth }) => (
            <li key={id}>
              {say("mediation.suggestion", { number })}: <strong>{words(ownWorth)}</strong>
            </li>
          ))}
        </ul>
      )}
    </Private>
  );
}
