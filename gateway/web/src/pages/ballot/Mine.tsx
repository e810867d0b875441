import { Link } from "react-router";
import { useLive } from "../../api/useLive";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { Page } from "../../ui/page";
import { Empty } from "../../ui/states";
import { OrgName } from "../../ui/text";
import { useBallotWords } from "../../words/ballot";
import { BallotLine } from "./BallotLine";
import { OwnBallotsQuery } from "./operations";

/** What the viewer's organizations ask of their members. */
export function Component() {
  const say = useBallotWords();
  const { viewer, state } = useSession();
  const organizations =
    viewer?.memberships.edges.flatMap(({ node }) => (node.organization ? [node.organization] : [])) ?? [];
  if (state === "stranger")
    return (
      <Page title={say("mine.title")}>
        <Link to={path.logIn()}>{say("mine.stranger")}</Link>
      </Page>
    );
  return (
    <Page title={say("mine.title")} lead={say("mine.lead")}>
      {organizations.length === 0 && <Empty title={say("mine.none")}>{say("mine.noneWhat")}</Empty>}
      {organizations.map(({ id }) => (
        <Of key={id} id={id} />
      ))}
    </Page>
  );
}

function Of({ id }: { readonly id: string }) {
  const say = useBallotWords();
  const organization = useLive(OwnBallotsQuery, { id }).data?.organization;
  if (!organization) return null;
  const ballots = organization.ballots.edges.map(({ node }) => node).toReversed();
  const open = ballots.filter(({ status }) => status !== "closed");
  const closed = ballots.filter(({ status }) => status === "closed");
  return (
    <section className="section" aria-labelledby={id}>
      <h2 id={id}>
        <OrgName organization={organization} />
      </h2>
      {open.length === 0 && <Empty title={say("mine.none")}>{say("mine.noneWhat")}</Empty>}
      <ul className="rows">
        {open.map((ballot) => (
          <BallotLine key={ballot.id} ballot={ballot} />
        ))}
      </ul>
      {closed.length > 0 && (
        <details>
          <summary>{say("mine.closed")}</summary>
          <ul className="rows">
            {closed.map((ballot) => (
              <BallotLine key={ballot.id} ballot={ballot} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
