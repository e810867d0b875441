import { useNavigate } from "react-router";
import { useAct } from "../../api/useAct";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { Account } from "../../ui/Account";
import { ActButton } from "../../ui/ActButton";
import { plain } from "../../ui/text";
import { useInviteWords } from "../../words/invite";
import { AnswerPart } from "./Answers";
import type { AnswerProps } from "./Letter";
import { LookFirst } from "./operations";

/** Reading along for a while, with a name and without a voice. */
export function LookFirstPart({ card, token }: AnswerProps) {
  const say = useInviteWords();
  const go = useNavigate();
  const { state } = useSession();
  const act = useAct(LookFirst);
  return (
    <AnswerPart title={say("look.name")} means={say("look.means")}>
      <ul>
        <li>{say("look.reads")}</li>
        <li>{say("look.named")}</li>
        <li>{say("look.ends")}</li>
      </ul>
      {state === "known" ? (
        <ActButton
          act={act}
          wish={{ input: { token } }}
          onDone={({ initiative }) => {
            const table = initiative?.negotiations.edges[0]?.node.id;
            void go(table ? path.table(table) : path.initiative(card.initiative));
          }}
        >
          {say("look.act")}
        </ActButton>
      ) : (
        <Account name={plain(card.name)} />
      )}
    </AnswerPart>
  );
}
