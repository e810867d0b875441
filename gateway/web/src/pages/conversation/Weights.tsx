import { Button } from "@mantine/core";
import { SafeText } from "../../ui/text";
import { Wide } from "../../ui/Wide";
import { useConversationWords } from "../../words/conversation";
import { type Group, letter, type Weighed } from "./conversation";

interface WeightsProps {
  readonly label: string;
  readonly statements: readonly Weighed[];
  readonly groups: readonly Group[];
  readonly onAnswer: (statement: string) => void;
}

type Cells = Weighed["counts"];

/** Statements with how many stand where on them, all together and by group. */
export function Weights({ label, statements, groups, onAnswer }: WeightsProps) {
  const say = useConversationWords();
  return (
    <Wide>
      <table className="table conversation-weights">
        <caption className="heard">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{say("weights.statement")}</th>
            <th scope="col">{say("weights.all")}</th>
            {groups.map(({ number }) => (
              <th key={number} scope="col">
                {letter(number)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {statements.map(
            ({ statement, side, counts, byGroup }) =>
              statement && (
                <tr key={statement.id}>
                  <th scope="row">
                    <span className="small">{say(`side.${side}`)}</span> <SafeText>{statement.text}</SafeText>{" "}
                    <Button variant="subtle" size="compact-xs" onClick={() => onAnswer(statement.id)}>
                      {say("weights.answer")}
                    </Button>
                  </th>
                  <td>
                    <Counts cells={counts} />
                  </td>
                  {groups.map(({ number }, place) => {
                    const cells = byGroup[place];
                    return <td key={number}>{cells ? <Counts cells={cells} /> : say("notTold")}</td>;
                  })}
                </tr>
              ),
          )}
        </tbody>
      </table>
    </Wide>
  );
}

/** A number, `< 5`, or that it is not told. */
export function Counts({ cells }: { readonly cells: Cells }) {
  const say = useConversationWords();
  return (
    <span className="conversation-counts">
      {(["agree", "disagree", "pass"] as const).map((stance) => (
        <span key={stance} data-stance={stance}>
          <span aria-hidden>{mark[stance]}</span>
          <span className="heard">{say(`stance.${stance}`)}:</span> {cells[stance] ?? say("notTold")}
        </span>
      ))}
    </span>
  );
}

const mark = { agree: "+", disagree: "−", pass: "○" };
