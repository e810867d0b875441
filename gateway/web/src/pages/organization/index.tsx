import { Link, useParams } from "react-router";
import { useLive } from "../../api/useLive";
import { path } from "../../app/paths";
import { Moment } from "../../ui/format";
import { LiveDot, Page, Section } from "../../ui/page";
import { Empty, NotFound, Waiting } from "../../ui/states";
import { OrgName, PersonName, plain, SafeText } from "../../ui/text";
import { useOrganizationWords } from "../../words/organization";
import { Ballots } from "./Ballots";
import { Governance } from "./Governance";
import { Mandates } from "./Mandates";
import { type Organization, OrganizationQuery } from "./operations";
import { People } from "./People";
import { Profile } from "./Profile";
import "./organization.css";

/** An organization: what everybody sees of it first, then what its own members see. */
export function Component() {
  const { organization: id = "" } = useParams();
  const say = useOrganizationWords();
  const live = useLive(OrganizationQuery, { id });
  if (!live.data) return <Waiting for={live} />;
  const organization = live.data.organization;
  if (!organization) return <NotFound />;
  const { controller, controls } = organization.control ?? {};
  return (
    <Page
      title={organization.name}
      kind={organization.kind ? `${say("kind")} · ${plain(organization.kind)}` : say("kind")}
      aside={<LiveDot state={live.freshness} />}
      lead={<SafeText lines>{organization.purpose}</SafeText>}
    >
      <p className="small">
        {say.rich("founded", {
          when: <Moment at={organization.foundedAt.slice(0, 10)} />,
          who: <PersonName person={organization.founder} />,
        })}
      </p>
      {controller && <p className="note">{say.rich("under", { who: <OrgName organization={controller} /> })}</p>}
      {controls?.map((each) => (
        <p className="note" key={each.id}>
          {say.rich("over", { who: <OrgName organization={each} /> })}
        </p>
      ))}
      <Profile organization={organization} />
      <Sits organization={organization} />
      <People organization={organization} />
      <Mandates organization={organization} />
      <Ballots organization={organization} />
      <Governance organization={organization} />
    </Page>
  );
}

function Sits({ organization }: { readonly organization: Organization }) {
  const say = useOrganizationWords();
  const sittings = organization.sittings.edges.map(({ node }) => node);
  return (
    <Section title={say("sits.title")}>
      {sittings.length === 0 && <Empty title={say("sits.none")}>{say("sits.noneWhat")}</Empty>}
      <ul className="rows">
        {sittings.map(({ id, initiative, seat, convenes }) => (
          <li key={id}>
            <span className="main">
              {initiative && (
                <Link to={path.initiative(initiative.id)}>
                  <SafeText>{initiative.title}</SafeText>
                </Link>
              )}
            </span>
            <span className="small">
              {convenes ? say("sits.convened") : say.rich("sits.seat", { seat: <SafeText>{seat?.name}</SafeText> })}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
