import { Button } from "@mantine/core";
import { Link, useSearchParams } from "react-router";
import type { ResultOf } from "../../api/graphql";
import { usePages } from "../../api/usePages";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { Page, Section } from "../../ui/page";
import { OrgName, PersonName, SafeText } from "../../ui/text";
import { useAppWords } from "../../words/app";
import { useDirectoryWords } from "../../words/directory";
import { Allies } from "./Allies";
import { Communities } from "./Communities";
import { Found } from "./Found";
import { Introductions } from "./Introductions";
import { AgentsQuery, OrganizationsQuery } from "./operations";
import { SearchForm } from "./SearchForm";
import "./directory.css";

/** Who is here, and who could be an ally. */
export function Component() {
  const say = useDirectoryWords();
  const { state, viewer } = useSession();
  const [asked] = useSearchParams();
  const search = asked.get("q")?.trim() ?? "";
  if (state === "stranger")
    return (
      <Page title={say("title")} lead={say("lead")}>
        <Link to={path.logIn()}>{say("stranger")}</Link>
      </Page>
    );
  return (
    <Page title={say("title")} lead={say("lead")}>
      <SearchForm />
      {search ? (
        <Found search={search} kind={kindOf(asked.get("kind"))} />
      ) : (
        <>
          {viewer?.organization && <Allies id={viewer.organization.id} />}
          <Introductions />
          <Communities />
          <Agents />
          <Organizations />
        </>
      )}
    </Page>
  );
}

function kindOf(text: string | null): "organization" | "person" | null {
  return text === "organization" || text === "person" ? text : null;
}

const organizations = (data: ResultOf<typeof OrganizationsQuery>) => data.organizations;

function Organizations() {
  const say = useDirectoryWords();
  const words = useAppWords();
  const { nodes, hasMore, more } = usePages(OrganizationsQuery, {}, organizations);
  return (
    <Section title={say("all")}>
      <ul className="rows">
        {nodes.map((each) => (
          <li key={each.id}>
            <div className="main">
              <OrgName organization={each} />
              <div className="small directory-clip">
                <SafeText>{each.purpose}</SafeText>
              </div>
            </div>
            {each.kind && (
              <span className="small">
                <SafeText>{each.kind}</SafeText>
              </span>
            )}
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button variant="default" onClick={more}>
          {words("more")}
        </Button>
      )}
    </Section>
  );
}

const agents = (data: ResultOf<typeof AgentsQuery>) => data.changeAgents;

function Agents() {
  const say = useDirectoryWords();
  const { nodes } = usePages(AgentsQuery, {}, agents);
  const named = nodes.filter(({ agent, person }) => agent && person);
  if (named.length === 0) return null;
  return (
    <Section title={say("agents.title")}>
      <p className="small">{say("agents.what")}</p>
      <ul className="rows">
        {named.map(({ person, namings }) => (
          <li key={person?.id}>
            <div className="main">
              <strong>
                <PersonName person={person} />
              </strong>
              {namings.map(({ by, why }) => (
                <div className="small" key={by?.id}>
                  {say.rich("agents.named", { who: <PersonName person={by} />, why: <SafeText>{why}</SafeText> })}
                </div>
              ))}
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
