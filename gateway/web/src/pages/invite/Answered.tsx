import { Link } from "react-router";
import { path } from "../../app/paths";
import { Page } from "../../ui/page";
import { plain, SafeText } from "../../ui/text";
import { useInviteWords } from "../../words/invite";
import type { InvitationCard } from "./operations";

export type AnsweredAs = "instead" | "no" | "rules";

/** What became of an answer, and what can still be done. */
export function Answered({ card, as }: { readonly card: InvitationCard; readonly as: AnsweredAs }) {
  const say = useInviteWords();
  const who = { who: <SafeText>{card.inviter}</SafeText> };
  return (
    <Page title={say(`answered.${as}.title`)} kind={plain(card.title)}>
      <p role="status">{say.rich(`answered.${as}.text`, who)}</p>
      <p className="small">{say.rich(`answered.${as}.back`, who)}</p>
      {card.publicPage && (
        <p>
          <Link to={path.public(card.initiative)}>{say("publicPage")}</Link>
        </p>
      )}
    </Page>
  );
}
