import { Button } from "@mantine/core";
import { may, type ResultOf } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { usePages } from "../../api/usePages";
import { useSession } from "../../app/session";
import { ActButton, SubmitButton } from "../../ui/ActButton";
import { TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Moment, useFormat } from "../../ui/format";
import { Private, Section } from "../../ui/page";
import { PersonName, plain } from "../../ui/text";
import { useOrganizationWords } from "../../words/organization";
import { Joining } from "./Joining";
import {
  ChangeRoles,
  LeaveOrganization,
  type Member,
  MembersQuery,
  type Organization,
  RemoveMember,
} from "./operations";
import { Several } from "./Several";

const found = (data: ResultOf<typeof MembersQuery>) => data.organization?.members;

/** The members of an organization, as its members see them. */
export function useMembers(id: string) {
  return usePages(MembersQuery, { id }, found);
}

export function People({ organization }: { readonly organization: Organization }) {
  const say = useOrganizationWords();
  const { live, nodes, hasMore, more } = useMembers(organization.id);
  const { viewer } = useSession();
  const leave = useAct(LeaveOrganization);
  const inside = nodes.some(({ person }) => person && person.id === viewer?.person?.id);
  if (nodes.length === 0)
    return (
      <Section title={say("people.title")}>
        <p className="note quiet">{live.data ? say("outside") : "…"}</p>
      </Section>
    );
  return (
    <Private readers={say("inside")} title={say("people.title")}>
      <ul className="rows">
        {nodes.map((member) => (
          <MemberLine key={member.id} member={member} organization={organization} />
        ))}
      </ul>
      {hasMore && (
        <Button variant="default" onClick={more}>
          {say("more")}
        </Button>
      )}
      <Joining organization={organization} members={nodes} />
      {inside && (
        <ActButton
          act={leave}
          wish={{ input: { organization: organization.id } }}
          permission={may("leaveOrganization", organization.viewerMay)}
          variant="danger"
          size="xs"
          ask="always"
        >
          {say("people.leave")}
        </ActButton>
      )}
    </Private>
  );
}

export const roles = ["steward", "member", "counsel"] as const;

interface LineProps {
  readonly member: Member;
  readonly organization: Organization;
}

function MemberLine({ member, organization }: LineProps) {
  const say = useOrganizationWords();
  const format = useFormat();
  const permission = may("changeRoles", organization.viewerMay);
  return (
    <li>
      <div className="main">
        <PersonName person={member.person} />{" "}
        <span className="small">{format.list(member.roles.map((role) => say(`role.${role}`)))}</span>
      </div>
      <span className="small">{say.rich("people.since", { when: <Moment at={member.since.slice(0, 10)} /> })}</span>
      {permission?.allowed && (
        <details className="organization-wide">
          <summary aria-label={`${say("people.change")}: ${plain(member.person?.name ?? "")}`}>
            {say("people.change")}
          </summary>
          <RolesForm member={member} organization={organization} />
          <RemoveForm member={member} organization={organization} />
        </details>
      )}
    </li>
  );
}

function RolesForm({ member, organization }: LineProps) {
  const say = useOrganizationWords();
  const act = useAct(ChangeRoles);
  const form = useForm({ initial: { roles: member.roles as readonly (typeof roles)[number][] } });
  const input = { organization: organization.id, person: member.person?.id ?? "", roles: [...form.values.roles] };
  return (
    <Form
      form={form}
      act={act}
      label={say("people.change")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <Several
        name="roles"
        label={say("roles")}
        choices={roles.map((value) => ({ value, label: say(`role.${value}`), description: say(`roleWhat.${value}`) }))}
      />
      <SubmitButton act={act} permission={may("changeRoles", organization.viewerMay)} variant="default" size="xs">
        {say("people.save")}
      </SubmitButton>
    </Form>
  );
}

function RemoveForm({ member, organization }: LineProps) {
  const say = useOrganizationWords();
  const act = useAct(RemoveMember);
  const form = useForm({ initial: { reason: "" } });
  const input = { organization: organization.id, person: member.person?.id ?? "", reason: form.values.reason };
  return (
    <Form
      form={form}
      act={act}
      label={say("people.remove")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <TextField name="reason" label={say("people.reason")} />
      <SubmitButton act={act} permission={may("removeMember", organization.viewerMay)} variant="danger" size="xs">
        {say("people.removeGo")}
      </SubmitButton>
    </Form>
  );
}
