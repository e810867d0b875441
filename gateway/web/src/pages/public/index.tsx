import { Link, useParams } from "react-router";
import { useLive } from "../../api/useLive";
import { path } from "../../app/paths";
import { useFormat } from "../../ui/format";
import { useLevelName } from "../../ui/levels";
import { Page, Section } from "../../ui/page";
import { NotFound, Waiting } from "../../ui/states";
import { Marked, SafeText } from "../../ui/text";
import { useHeld } from "../../ui/useHeld";
import { usePublicWords } from "../../words/public";
import { Agreements } from "./Agreements";
import { Chairs } from "./Chairs";
import { PublicQuery } from "./operations";
import "./public.css";
import { Share } from "./Share";
import { Talks } from "./Talks";

/** What anybody may read of an initiative, on paper too. */
export function Component() {
  const { initiative: id = "" } = useParams();
  const say = usePublicWords();
  const format = useFormat();
  const level = useLevelName();
  const live = useLive(PublicQuery, { id });
  const page = useHeld(live.data?.publicInitiative);
  if (!page) return live.data ? <NotFound /> : <Waiting for={live} />;
  const talks = page.negotiations.edges.map(({ node }) => node);
  const agreements = page.agreements.edges.map(({ node }) => node);
  const conversations = page.conversations.edges.map(({ node }) => node);
  return (
    <Page
      title={page.title}
      kind={say("kind")}
      lead={say.rich("by", {
        who: <SafeText>{page.organization?.name ?? say("somebody")}</SafeText>,
        when: format.day(page.openedAt),
      })}
    >
      {!page.shown && <p className="note">{say("preview")}</p>}
      <div className="public-purpose">
        <Marked>{page.purpose}</Marked>
      </div>
      <p className="small">{level(page.level)}</p>
      <details className="public-visions">
        <summary>{say("visions")}</summary>
        {(["person", "organization", "economy"] as const).map((sphere) => (
          <section key={sphere}>
            <h2>{say(`sphere.${sphere}`)}</h2>
            <Marked>{page.visions[sphere]}</Marked>
          </section>
        ))}
      </details>
      <Chairs page={page} />
      {conversations.length > 0 && <Conversations all={conversations} />}
      <Talks talks={talks} />
      <Agreements agreements={agreements} />
      <Share page={page} />
    </Page>
  );
}

function Conversations({ all }: { readonly all: readonly { id: string; question: string; open: boolean }[] }) {
  const say = usePublicWords();
  return (
    <Section title={say("conversations")}>
      <ul className="rows">
        {all.map(({ id, question, open }) => (
          <li key={id}>
            <span className="main">
              <Link to={path.conversation(id)}>
                <SafeText>{question}</SafeText>
              </Link>
            </span>
            <span className="small">{say(open ? "speak" : "closed")}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
