import { useAct } from "../../api/useAct";
import { useLive } from "../../api/useLive";
import { useSession } from "../../app/session";
import { ActButton } from "../../ui/ActButton";
import { useFormat } from "../../ui/format";
import { LiveDot, Page, Section } from "../../ui/page";
import { Empty, Waiting } from "../../ui/states";
import { OrgName, SafeText } from "../../ui/text";
import { useMeWords } from "../../words/me";
import { NameForm } from "./NameForm";
import { MeQuery, RevokeSession } from "./operations";

export function Component() {
  const say = useMeWords();
  const format = useFormat();
  const live = useLive(MeQuery, {});
  const { state } = useSession();
  const revoke = useAct(RevokeSession);
  if (state === "stranger") return <Page title={say("title")}>{say("loggedOut")}</Page>;
  const viewer = live.data?.viewer;
  if (!viewer) return <Waiting for={live} />;
  const { memberships, sessions } = viewer;
  return (
    <Page
      title={viewer.person?.name ?? say("title")}
      kind={say("title")}
      aside={<LiveDot state={live.freshness} />}
      lead={say("lead")}
    >
      <Section title={say("profile")}>
        <NameForm name={viewer.person?.name ?? ""} />
      </Section>
      <Section title={say("organizations")}>
        {memberships.edges.length === 0 && <Empty title={say("none")} />}
        <ul className="rows">
          {memberships.edges.map(({ node }) => (
            <li key={node.id}>
              <span className="main">
                <OrgName organization={node.organization} />
              </span>
              <span className="small">{format.list(node.roles.map((role) => say(`roles.${role}`)))}</span>
            </li>
          ))}
        </ul>
      </Section>
      <Section title={say("sessions")}>
        <ul className="rows">
          {sessions.map((session) => (
            <li key={session.id}>
              <div className="main">
                <SafeText>{session.userAgent ?? say("unknownBrowser")}</SafeText>
                <p className="small">
                  {session.current ? say("current") : say("seen", { when: format.moment(session.seenAt) })}
                </p>
              </div>
              {!session.current && (
                <ActButton act={revoke} wish={{ session: session.id }} ask="never" variant="default" size="xs">
                  {say("end")}
                </ActButton>
              )}
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}
