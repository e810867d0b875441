import { Link } from "react-router";
import type { ResultOf } from "../../api/graphql";
import { path } from "../../app/paths";
import { Moment } from "../../ui/format";
import { SafeText } from "../../ui/text";
import { useBallotWords } from "../../words/ballot";
import type { OwnBallotsQuery } from "./operations";

export type Line = NonNullable<ResultOf<typeof OwnBallotsQuery>["organization"]>["ballots"]["edges"][number]["node"];

/** A ballot in a list. */
export function BallotLine({ ballot }: { readonly ballot: Line }) {
  const say = useBallotWords();
  return (
    <li>
      <div className="main">
        <Link to={path.ballot(ballot.id)}>
          <SafeText>{ballot.question}</SafeText>
        </Link>
        <div className="small">
          {say(`subject.${ballot.subjectKind}`)} · {say("electors", { count: ballot.electorCount })}
        </div>
      </div>
      <span className="small">
        <strong>{ballot.outcome ? say(`outcome.${ballot.outcome}`) : say(`status.${ballot.status}`)}</strong>{" "}
        {ballot.status === "closed" && ballot.closedAt ? (
          <Moment at={ballot.closedAt} />
        ) : (
          say.rich("until", { when: <Moment at={ballot.deadline} /> })
        )}
      </span>
    </li>
  );
}
