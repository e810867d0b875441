import { Link } from "react-router";
import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { path } from "../../app/paths";
import { Fold } from "../../ui/Fold";
import { Section } from "../../ui/page";
import { ReasonForm } from "../../ui/ReasonForm";
import { SafeText } from "../../ui/text";
import { useConversationWords } from "../../words/conversation";
import type { Conversation } from "./conversation";
import { AppealModeration, ContestLift, WithdrawStatement } from "./operations";

type Said = Conversation["viewerStatements"][number];

interface Changing {
  /** What of the conversation is only the reader's own is asked for again. */
  readonly onChanged: () => void;
}

/** What the reader has said, and what became of it. */
export function Own({ statements, onChanged }: { readonly statements: readonly Said[] } & Changing) {
  const say = useConversationWords();
  if (statements.length === 0) return null;
  return (
    <Section title={say("own.title")}>
      <ul className="conversation-own">
        {statements.map((said) => (
          <OwnStatement key={said.statement?.id ?? said.text} said={said} onChanged={onChanged} />
        ))}
      </ul>
    </Section>
  );
}

function OwnStatement({ said, onChanged }: { readonly said: Said } & Changing) {
  const say = useConversationWords();
  const withdraw = useAct(WithdrawStatement);
  const appeal = useAct(AppealModeration);
  const { statement } = said;
  const lifts = statement?.lifts.edges.map(({ node }) => node) ?? [];
  const allowed = (act: string) => may(act, statement?.viewerMay)?.allowed;
  return (
    <li>
      <p>
        <SafeText lines>{said.text}</SafeText>
      </p>
      <p className="small">
        {say(`state.${said.state}`)}
        {said.appealed && ` · ${say("own.appealed")}`}
        {said.reason && (
          <>
            {" · "}
            {say.rich("own.because", { reason: <SafeText>{said.reason}</SafeText> })}
          </>
        )}
      </p>
      {lifts.map((lift) => (
        <Lifted key={lift.id} lift={lift} onChanged={onChanged} />
      ))}
      {statement && allowed("withdrawStatement") && (
        <Fold label={say("own.withdraw")}>
          <ReasonForm
            act={withdraw}
            draft={`statement.withdraw:${statement.id}`}
            label={say("own.withdraw")}
            field={say("why")}
            onDone={onChanged}
            wish={(reason) => ({ input: { statement: statement.id, reason } })}
          />
        </Fold>
      )}
      {statement && allowed("appealModeration") && (
        <Fold label={say("own.appeal")}>
          <ReasonForm
            act={appeal}
            draft={`statement.appeal:${statement.id}`}
            label={say("own.appeal")}
            field={say("own.appealWhy")}
            onDone={onChanged}
            wish={(reason) => ({ input: { statement: statement.id, reason } })}
          />
        </Fold>
      )}
    </li>
  );
}

type Lift = NonNullable<Said["statement"]>["lifts"]["edges"][number]["node"];

/** Words of the reader that a term answers. */
function Lifted({ lift, onChanged }: { readonly lift: Lift } & Changing) {
  const say = useConversationWords();
  const contest = useAct(ContestLift);
  return (
    <div className="note">
      <p>
        {say.rich("own.lifted", {
          words: (
            <q>
              <SafeText>{lift.words}</SafeText>
            </q>
          ),
          term: lift.negotiation ? (
            <Link to={path.table(lift.negotiation.id, "text")}>
              <SafeText>{lift.term?.name}</SafeText>
            </Link>
          ) : (
            <SafeText>{lift.term?.name ?? "…"}</SafeText>
          ),
        })}
      </p>
      {lift.contested ? (
        <p className="small">{say.rich("own.contested", { reason: <SafeText>{lift.contested}</SafeText> })}</p>
      ) : (
        <Fold label={say("own.contest")}>
          <ReasonForm
            act={contest}
            draft={`lift.contest:${lift.id}`}
            label={say("own.contest")}
            field={say("own.meant")}
            onDone={onChanged}
            wish={(reason) => ({ input: { lift: lift.id, reason } })}
          />
        </Fold>
      )}
    </div>
  );
}
