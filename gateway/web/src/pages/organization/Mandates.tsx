import { Link } from "react-router";
import { may } from "../../api/graphql";
import { useLive } from "../../api/useLive";
import { path } from "../../app/paths";
import { Moment, useFormat } from "../../ui/format";
import { Private, Section } from "../../ui/page";
import { Empty } from "../../ui/states";
import { PersonName, SafeText } from "../../ui/text";
import { useOrganizationWords } from "../../words/organization";
import { GrantForm } from "./GrantForm";
import { LimitsList } from "./Limits";
import { Manage } from "./Manage";
import { type Mandate, MandatesQuery, type Organization } from "./operations";
import { useMembers } from "./People";
import { Proposals } from "./Proposals";

/** Who may speak, offer, vote and sign for it: for its own members to see. */
export function Mandates({ organization }: { readonly organization: Organization }) {
  const say = useOrganizationWords();
  const { nodes: members } = useMembers(organization.id);
  const found = useLive(MandatesQuery, { id: organization.id }).data?.organization;
  const mandates = found?.mandates.edges.map(({ node }) => node).toReversed() ?? [];
  const proposals = found?.proposals.edges.map(({ node }) => node).toReversed() ?? [];
  const active = mandates.filter(({ state }) => state === "active");
  const ended = mandates.filter(({ state }) => state !== "active");
  if (members.length === 0)
    return (
      <Section title={say("mandates.title")}>
        <p className="note quiet">{say("outside")}</p>
      </Section>
    );
  const grants = may("grantMandate", organization.viewerMay);
  const proposes = may("proposeMandate", organization.viewerMay);
  return (
    <Private readers={say("inside")} title={say("mandates.title")}>
      {active.length === 0 && <Empty title={say("mandates.none")}>{say("mandates.noneWhat")}</Empty>}
      <ul className="rows">
        {active.map((mandate) => (
          <MandateLine key={mandate.id} mandate={mandate} organization={organization} />
        ))}
      </ul>
      <Proposals proposals={proposals} />
      {grants?.allowed && (
        <details className="organization-fold">
          <summary>{say("grant.title")}</summary>
          <GrantForm organization={organization} members={members} />
        </details>
      )}
      {proposes?.allowed && (
        <details className="organization-fold">
          <summary>{say("grant.propose")}</summary>
          <GrantForm organization={organization} members={members} propose />
        </details>
      )}
      {ended.length > 0 && (
        <details className="organization-fold">
          <summary>{say("mandates.ended")}</summary>
          <ul className="rows">
            {ended.map((mandate) => (
              <MandateLine key={mandate.id} mandate={mandate} organization={organization} />
            ))}
          </ul>
        </details>
      )}
    </Private>
  );
}

function MandateLine({ mandate, organization }: { readonly mandate: Mandate; readonly organization: Organization }) {
  const say = useOrganizationWords();
  const format = useFormat();
  const active = mandate.state === "active";
  return (
    <li>
      <div className="main">
        {say.rich("mandates.line", {
          who: (
            <strong>
              <PersonName person={mandate.delegate} />
            </strong>
          ),
          acts: format.list(mandate.acts.map((act) => say(`act.${act}`))),
        })}
        <div className="small">
          {mandate.initiative
            ? say.rich("mandates.only", {
                what: (
                  <Link to={path.initiative(mandate.initiative.id)}>
                    <SafeText>{mandate.initiative.title}</SafeText>
                  </Link>
                ),
              })
            : say("mandates.all")}
          {" · "}
          {say(mandate.limited ? "mandates.limited" : "mandates.unlimited")}
          {mandate.deputy && <> · {say.rich("mandates.deputy", { who: <PersonName person={mandate.deputy} /> })}</>}
          {mandate.ballot && (
            <>
              {" · "}
              <Link to={path.ballot(mandate.ballot.id)}>{say("mandates.byBallot")}</Link>
            </>
          )}
        </div>
        {mandate.reason && (
          <div className="small">
            <SafeText>{mandate.reason}</SafeText>
          </div>
        )}
      </div>
      <span className="small">
        {say(`mandates.state.${mandate.state}`)}{" "}
        {active
          ? say.rich("mandates.until", { when: <Moment at={mandate.until} /> })
          : mandate.endedAt && <Moment at={mandate.endedAt} />}
      </span>
      {mandate.limits && (
        <div className="organization-wide">
          <Private readers={say("stewards")}>
            <p>
              <strong>{say("mandates.limits")}</strong>
            </p>
            <LimitsList limits={mandate.limits.limits} />
          </Private>
        </div>
      )}
      {active && <Manage mandate={mandate} organization={organization} />}
    </li>
  );
}
