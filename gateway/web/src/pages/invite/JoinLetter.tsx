import { useNavigate } from "react-router";
import { useAct } from "../../api/useAct";
import { ActFor } from "../../app/operations";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { Account } from "../../ui/Account";
import { ActButton } from "../../ui/ActButton";
import { Moment, useFormat } from "../../ui/format";
import { Page, Section } from "../../ui/page";
import { Marked, plain, SafeText } from "../../ui/text";
import { useInviteWords } from "../../words/invite";
import { type JoinCard, JoinOrganization } from "./operations";

/** An invitation into an organization: as a member, a steward, or as its counsel. */
export function JoinLetter({ card, token }: { readonly card: JoinCard; readonly token: string }) {
  const say = useInviteWords();
  const format = useFormat();
  const { state } = useSession();
  return (
    <Page
      title={card.name}
      kind={say("join.kind")}
      lead={say.rich("join.asks", {
        inviter: <SafeText>{card.inviter}</SafeText>,
        roles: format.list(card.roles.map((role) => say(`join.role.${role}`))),
      })}
    >
      {card.note && (
        <blockquote className="invite-note">
          <Marked>{card.note}</Marked>
          <p className="small">
            — <SafeText>{card.inviter}</SafeText>
          </p>
        </blockquote>
      )}
      <Section title={say("join.act")}>
        {state === "known" ? (
          <Join token={token} organization={card.organization} />
        ) : (
          <Account name={plain(card.invited ?? "")} />
        )}
      </Section>
      <Section title={say("commits.title")}>
        <ul>
          {card.commits.map((each) => (
            <li key={each}>{say(`join.commits.${each}`)}</li>
          ))}
        </ul>
      </Section>
      <Section title={say("join.about")}>
        <Marked>{card.purpose}</Marked>
        <dl className="facts">
          {card.kind && (
            <>
              <dt>{say("join.what")}</dt>
              <dd>
                <SafeText>{card.kind}</SafeText>
              </dd>
            </>
          )}
          <dt>{say("join.people")}</dt>
          <dd>{format.number(card.members)}</dd>
          <dt>{say("join.mandates")}</dt>
          <dd>{say(`join.by.${card.mandatesBy}`)}</dd>
          <dt>{say("until")}</dt>
          <dd>
            <Moment at={card.expires} />
          </dd>
        </dl>
      </Section>
    </Page>
  );
}

/** Joins, and acts for the organization from then on. */
function Join({ token, organization }: { readonly token: string; readonly organization: string }) {
  const say = useInviteWords();
  const go = useNavigate();
  const { changed } = useSession();
  const act = useAct(JoinOrganization);
  const become = useAct(ActFor);
  const arrive = async () => {
    const now = await become.send({ organization });
    await changed(now?.position);
    await go(path.organization(organization));
  };
  return (
    <ActButton act={act} wish={{ input: { token } }} onDone={() => void arrive()}>
      {say("join.act")}
    </ActButton>
  );
}
