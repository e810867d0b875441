import { Link, useParams } from "react-router";
import { useLive } from "../../api/useLive";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { useFormat } from "../../ui/format";
import { useLevelName } from "../../ui/levels";
import { LiveDot, Page, Section } from "../../ui/page";
import { NotFound, Waiting } from "../../ui/states";
import { Marked, OrgName } from "../../ui/text";
import { useInitiativeWords } from "../../words/initiative";
import "./initiative.css";
import { Ladder } from "./Ladder";
import { Links } from "./Links";
import { Others } from "./Others";
import { InitiativeQuery } from "./operations";
import { Publicity } from "./Publicity";
import { Seats } from "./Seats";
import { Visions } from "./Visions";
import { Work } from "./Work";

/** Why and who: what an initiative is for, who sits and who is missing, how far each wants to go. */
export function Component() {
  const { initiative: id = "" } = useParams();
  const { state } = useSession();
  const say = useInitiativeWords();
  const format = useFormat();
  const level = useLevelName();
  const live = useLive(InitiativeQuery, { id });
  if (state === "stranger") return <Stranger id={id} />;
  if (!live.data) return <Waiting for={live} />;
  const { initiative } = live.data;
  if (!initiative) return <NotFound />;
  return (
    <Page
      title={initiative.title}
      kind={say("kind", { level: level(initiative.level) })}
      aside={<LiveDot state={live.freshness} />}
      lead={say.rich("by", {
        who: <OrgName organization={initiative.convener.organization} />,
        when: format.day(initiative.openedAt),
      })}
    >
      <div className="initiative-purpose">
        <Marked>{initiative.purpose}</Marked>
      </div>
      <Work initiative={initiative} />
      <Ladder initiative={initiative} />
      <Seats initiative={initiative} />
      <Visions initiative={initiative} />
      <Links initiative={initiative} />
      <Others initiative={initiative} />
      <Publicity initiative={initiative} />
    </Page>
  );
}

/** Initiatives are for those with an account; their public pages for anybody. */
function Stranger({ id }: { readonly id: string }) {
  const say = useInitiativeWords();
  return (
    <Page title={say("stranger.title")}>
      <Section title={say("stranger.ways")}>
        <ul>
          <li>
            <Link to={path.public(id)}>{say("stranger.public")}</Link>
          </li>
          <li>
            <Link to={path.logIn()}>{say("stranger.logIn")}</Link>
          </li>
        </ul>
      </Section>
    </Page>
  );
}
