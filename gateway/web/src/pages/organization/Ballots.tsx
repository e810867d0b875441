import { Button } from "@mantine/core";
import { may, type ResultOf } from "../../api/graphql";
import { usePages } from "../../api/usePages";
import { Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { useOrganizationWords } from "../../words/organization";
import { BallotLine } from "../ballot/BallotLine";
import { OpenForm } from "../ballot/OpenForm";
import { BallotsQuery, type Organization } from "./operations";
import { useMembers } from "./People";

const found = (data: ResultOf<typeof BallotsQuery>) => data.organization?.ballots;

/** What its members are and were asked. */
export function Ballots({ organization }: { readonly organization: Organization }) {
  const say = useOrganizationWords();
  const { nodes: members } = useMembers(organization.id);
  const { nodes, hasMore, more } = usePages(BallotsQuery, { id: organization.id }, found);
  const { participation } = organization;
  const permission = may("openBallot", organization.viewerMayAmongMembers);
  if (members.length === 0) return null;
  return (
    <Section title={say("ballots.title")} id="ballots">
      {participation && (
        <p className="small">
          {say("ballots.participation", {
            ballots: participation.ballots,
            voted: participation.voted,
            of: participation.of,
          })}
        </p>
      )}
      {nodes.length === 0 && <Empty title={say("ballots.none")}>{say("ballots.noneWhat")}</Empty>}
      <ul className="rows">
        {nodes.toReversed().map((ballot) => (
          <BallotLine key={ballot.id} ballot={ballot} />
        ))}
      </ul>
      {hasMore && (
        <Button variant="default" onClick={more}>
          {say("more")}
        </Button>
      )}
      {permission?.allowed && (
        <details className="organization-fold">
          <summary>{say("ballots.open")}</summary>
          <OpenForm organization={organization.id} permission={permission} />
        </details>
      )}
    </Section>
  );
}
