import { useLevelName } from "../../ui/levels";
import { Marked, plain, SafeText } from "../../ui/text";
import { useNewWords } from "../../words/new";
import { type Answers, seatsOf, type Touched } from "./plan";

interface Props {
  readonly answers: Answers;
  readonly seat: Touched;
  readonly by: string;
}

/** What one invitee will read first. */
export function Preview({ answers, seat, by }: Props) {
  const say = useNewWords();
  const level = useLevelName();
  const others = seatsOf(answers).filter((each) => each !== seat);
  return (
    <details className="new-preview">
      <summary>{say("letter.for", { name: plain(seat.name) })}</summary>
      <p>{say("letter.asks", { by: plain(by), seat: plain(seat.name) })}</p>
      <h3>{plain(answers.title)}</h3>
      <Marked level={4}>{answers.note}</Marked>
      <Marked level={4}>{answers.hurts}</Marked>
      {seat.affects && (
        <p>
          {say("letter.affects")} <SafeText>{seat.affects}</SafeText>
        </p>
      )}
      <p className="small">{level(Number(answers.level))}</p>
      <p className="small">
        {say("letter.others")} <SafeText>{others.map(({ name }) => name).join(" · ")}</SafeText>
      </p>
      <p className="small">{say("letter.rest")}</p>
    </details>
  );
}
