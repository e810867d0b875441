import { useEffect } from "react";
import { Link, useLocation } from "react-router";
import { useLive } from "../../api/useLive";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { Moment, useFormat } from "../../ui/format";
import { LiveDot, Page, Section } from "../../ui/page";
import { Empty, Waiting } from "../../ui/states";
import { OrgName } from "../../ui/text";
import { useMeWords } from "../../words/me";
import { Calendar } from "./Calendar";
import { Keys } from "./Keys";
import { MailForm } from "./MailForm";
import { NameForm } from "./NameForm";
import { type Me, MeQuery } from "./operations";
import { Sessions } from "./Sessions";

export function Component() {
  const say = useMeWords();
  const live = useLive(MeQuery, {});
  const { state } = useSession();
  const me = live.data?.viewer;
  useNamedSection(Boolean(me));
  if (state === "stranger") {
    return (
      <Page title={say("title")}>
        <Link to={path.logIn()}>{say("loggedOut")}</Link>
      </Page>
    );
  }
  if (!me) return <Waiting for={live} />;
  return (
    <Page
      title={me.person?.name ?? say("title")}
      kind={say("title")}
      aside={<LiveDot state={live.freshness} />}
      lead={say("lead")}
    >
      <Section title={say("profile")}>
        <NameForm name={me.person?.name ?? ""} />
      </Section>
      <Section title={say("organizations.title")}>
        <Organizations memberships={me.memberships} />
      </Section>
      <Section title={say("mail.title")} id="mail">
        <MailForm mail={me.mail} />
      </Section>
      <Section title={say("calendar.title")}>
        <Calendar calendar={me.calendar} />
      </Section>
      {me.person && (
        <Section title={say("keys.title")} id="keys">
          <Keys person={me.person} />
        </Section>
      )}
      <Section title={say("sessions.title")}>
        <Sessions sessions={me.sessions} />
      </Section>
    </Page>
  );
}

/** Letters lead to a section of this page, which is there only once it has come. */
function useNamedSection(there: boolean): void {
  const { hash } = useLocation();
  useEffect(() => {
    if (there && hash) document.getElementById(hash.slice(1))?.scrollIntoView();
  }, [there, hash]);
}

function Organizations({ memberships }: { readonly memberships: Me["memberships"] }) {
  const say = useMeWords();
  const format = useFormat();
  if (memberships.edges.length === 0) return <Empty title={say("organizations.none")} />;
  return (
    <ul className="rows">
      {memberships.edges.map(({ node }) => (
        <li key={node.id}>
          <span className="main">
            <OrgName organization={node.organization} />
          </span>
          <span className="small">
            {format.list(node.roles.map((role) => say(`roles.${role}`)))},{" "}
            {say.rich("organizations.since", { when: <Moment at={node.since.slice(0, 10)} /> })}
          </span>
        </li>
      ))}
    </ul>
  );
}
