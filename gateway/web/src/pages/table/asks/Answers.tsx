import { useLive } from "../../../api/useLive";
import { useSession } from "../../../app/session";
import { Moment, useFormat } from "../../../ui/format";
import { Private } from "../../../ui/page";
import { PersonName, plain, SafeText } from "../../../ui/text";
import { useAppWords } from "../../../words/app";
import { useAsksWords } from "../../../words/asks";
import { SeatName, seatName } from "../SeatName";
import { ownSeat, useTable } from "../table";
import type { Ask } from "./index";
import { AnnexesQuery } from "./operations";

type Answer = Ask["answers"][number];

/** What was answered, the last at the end. */
export function Answers({ ask }: { readonly ask: Ask }) {
  const say = useAsksWords();
  if (ask.answers.length === 0) return null;
  return (
    <ol className="asks-answers">
      {ask.answers.map((answer) => (
        <li key={answer.number}>
          <p className="small">
            <strong>{say(`how.${answer.how}`)}</strong> ·{" "}
            {answer.seat ? <SeatName seat={answer.seat} /> : say("convener")}
            {answer.by && (
              <>
                {" "}
                (<PersonName person={answer.by} />)
              </>
            )}{" "}
            · <Moment at={answer.at} />
          </p>
          <Said answer={answer} ask={ask.id} />
          {answer.contest && (
            <p className="asks-contest">
              {say.rich("contested", { reason: <SafeText lines>{answer.contest}</SafeText> })}
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}

function Said({ answer, ask }: { readonly answer: Answer; readonly ask: string }) {
  const say = useAsksWords();
  if (answer.readers.length > 0) return <ForSome answer={answer} ask={ask} />;
  return (
    <>
      {answer.text && (
        <p>
          <SafeText lines>{answer.text}</SafeText>
        </p>
      )}
      {answer.term && <p>{say.rich("termSays", { term: <SafeText>{answer.term.name}</SafeText> })}</p>}
      <Document of={answer.document} />
    </>
  );
}

/** An answer for named readers: who they are everybody sees, what it says only they do. */
function ForSome({ answer, ask }: { readonly answer: Answer; readonly ask: string }) {
  const say = useAsksWords();
  const app = useAppWords();
  const format = useFormat();
  const { viewer } = useSession();
  const own = ownSeat(useTable());
  const names = answer.readers.map(
    ({ seat, person }) => seatName(seat) ?? (person?.name ? plain(person.name) : app("somebody")),
  );
  const reads =
    answer.seat?.id === own ||
    answer.readers.some(({ seat, person }) => (seat && seat.id === own) || person?.id === viewer?.person?.id);
  const who = format.list(names);
  if (!reads) return <p className="small">{say("forSome", { who })}</p>;
  return (
    <Private readers={who}>
      <Annex ask={ask} number={answer.number} />
    </Private>
  );
}

function Annex({ ask, number }: { readonly ask: string; readonly number: number }) {
  const live = useLive(AnnexesQuery, { id: ask });
  const annex = live.data?.ask?.annexes.edges.find(({ node }) => node.number === number)?.node;
  if (!annex) return null;
  return (
    <>
      <SafeText lines>{annex.text}</SafeText>
      <Document of={annex.document} />
    </>
  );
}

function Document({ of }: { readonly of: Answer["document"] }) {
  const say = useAsksWords();
  if (!of) return null;
  return (
    <p className="small">
      <SafeText>{of.name}</SafeText> · {say("fingerprint")} <code className="asks-hash">{of.hash}</code>
    </p>
  );
}
