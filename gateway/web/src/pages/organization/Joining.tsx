import { may } from "../../api/graphql";
import { useAct } from "../../api/useAct";
import { useLive } from "../../api/useLive";
import { path } from "../../app/paths";
import { useSession } from "../../app/session";
import { ActButton, SubmitButton } from "../../ui/ActButton";
import { Copyable } from "../../ui/Copyable";
import { SelectField, TextField } from "../../ui/fields";
import { Form, useForm } from "../../ui/form";
import { Moment, useFormat } from "../../ui/format";
import { instantOf, suggested } from "../../ui/instant";
import { PersonName, plain, SafeText } from "../../ui/text";
import { useOrganizationWords } from "../../words/organization";
import {
  AcceptHandover,
  CloseHandover,
  EndMemberInvitation,
  InviteMember,
  JoiningQuery,
  MandatesQuery,
  type Member,
  OfferHandover,
  type Organization,
} from "./operations";
import { roles } from "./People";
import { Several } from "./Several";

interface JoiningProps {
  readonly organization: Organization;
  readonly members: readonly Member[];
}

/** Letting people in, and handing over. */
export function Joining({ organization, members }: JoiningProps) {
  const say = useOrganizationWords();
  const format = useFormat();
  const found = useLive(JoiningQuery, { id: organization.id }).data?.organization;
  const links = found?.memberInvitations.edges.map(({ node }) => node).toReversed() ?? [];
  const handovers = found?.handovers.edges.map(({ node }) => node).filter(({ state }) => state === "offered") ?? [];
  return (
    <>
      {handovers.length > 0 && (
        <ul className="rows">
          {handovers.map((each) => (
            <HandoverLine key={each.id} each={each} />
          ))}
        </ul>
      )}
      {may("inviteMember", organization.viewerMay)?.allowed && (
        <details className="organization-fold">
          <summary>{say("invite.title")}</summary>
          <InviteForm organization={organization} />
          {links.length > 0 && <h3>{say("invite.open")}</h3>}
          <ul className="rows">
            {links.map((link) => (
              <li key={link.id}>
                <span className="main">
                  {link.name ? <SafeText>{link.name}</SafeText> : say("invite.somebody")}{" "}
                  <span className="small">{format.list(link.roles.map((role) => say(`role.${role}`)))}</span>
                </span>
                <span className="small">
                  {say(`invite.state.${link.state}`)} · <Moment at={link.expires} />
                </span>
                {link.state === "open" && <EndLink id={link.id} name={link.name ?? ""} organization={organization} />}
              </li>
            ))}
          </ul>
        </details>
      )}
      {may("offerHandover", organization.viewerMay)?.allowed && (
        <details className="organization-fold">
          <summary>{say("hand.title")}</summary>
          <HandoverForm organization={organization} members={members} />
        </details>
      )}
    </>
  );
}

function InviteForm({ organization }: { readonly organization: Organization }) {
  const say = useOrganizationWords();
  const { zone } = useSession();
  const act = useAct(InviteMember);
  const form = useForm({
    initial: {
      name: "",
      roles: ["member"] as readonly (typeof roles)[number][],
      note: "",
      expires: suggested("P14D", zone),
    },
  });
  const { name, note, expires } = form.values;
  const input = {
    organization: organization.id,
    roles: [...form.values.roles],
    expires: instantOf(expires, zone),
    ...(name.trim() ? { name } : {}),
    ...(note.trim() ? { note } : {}),
  };
  const token = act.payload?.token;
  return (
    <Form form={form} act={act} label={say("invite.title")} onSubmit={() => act.send({ input })}>
      <p className="small">{say("invite.what")}</p>
      <TextField name="name" label={say("invite.name")} />
      <Several
        name="roles"
        label={say("roles")}
        choices={roles.map((value) => ({ value, label: say(`role.${value}`), description: say(`roleWhat.${value}`) }))}
      />
      <TextField name="note" label={say("invite.note")} rows={2} />
      <TextField
        name="expires"
        kind="datetime-local"
        label={say("invite.expires")}
        description={say("invite.zone", { zone })}
      />
      <SubmitButton act={act} permission={may("inviteMember", organization.viewerMay)}>
        {say("invite.go")}
      </SubmitButton>
      {token && (
        <div role="status">
          <p>{say("invite.link")}</p>
          <Copyable label={say("invite.link")} value={`${location.origin}${path.invite(token)}`} />
        </div>
      )}
    </Form>
  );
}

function EndLink({ id, name, organization }: { id: string; name: string; organization: Organization }) {
  const say = useOrganizationWords();
  const act = useAct(EndMemberInvitation);
  return (
    <ActButton
      act={act}
      wish={{ input: { invitation: id } }}
      permission={may("endMemberInvitation", organization.viewerMay)}
      variant="subtle"
      size="xs"
    >
      {say("invite.end")}
      <span className="heard"> {plain(name)}</span>
    </ActButton>
  );
}

interface Handover {
  readonly id: string;
  readonly state: "offered" | "accepted" | "ended";
  readonly from: { readonly id: string; readonly name: string } | null;
  readonly to: { readonly id: string; readonly name: string } | null;
  readonly mandate: { readonly id: string } | null;
}

function HandoverLine({ each }: { readonly each: Handover }) {
  const say = useOrganizationWords();
  const { viewer } = useSession();
  const accept = useAct(AcceptHandover);
  const close = useAct(CloseHandover);
  const wish = { input: { handover: each.id } };
  return (
    <li>
      <span className="main">
        {say.rich("hand.line", {
          from: <PersonName person={each.from} />,
          to: <PersonName person={each.to} />,
          what: say(each.mandate ? "hand.lineMandate" : "hand.lineSteward"),
        })}{" "}
        <span className="small">{say(`hand.state.${each.state}`)}</span>
      </span>
      {each.to && each.to.id === viewer?.person?.id && (
        <ActButton act={accept} wish={wish} size="xs" ask="always">
          {say("hand.accept")}
        </ActButton>
      )}
      <ActButton act={close} wish={wish} size="xs" variant="subtle">
        {say("hand.close")}
      </ActButton>
    </li>
  );
}

function HandoverForm({ organization, members }: JoiningProps) {
  const say = useOrganizationWords();
  const act = useAct(OfferHandover);
  const mandates = useLive(MandatesQuery, { id: organization.id }).data?.organization?.mandates.edges ?? [];
  const form = useForm({ initial: { to: "", mandate: "" } });
  const { to, mandate } = form.values;
  const input = { organization: organization.id, to, ...(mandate ? { mandate } : {}) };
  return (
    <Form
      form={form}
      act={act}
      label={say("hand.title")}
      preview={() => act.preview({ input })}
      onSubmit={() => act.send({ input })}
    >
      <p className="small">{say("hand.what")}</p>
      <SelectField
        name="mandate"
        label={say("hand.thing")}
        choices={[
          { value: "", label: say("hand.stewardship") },
          ...mandates
            .filter(({ node }) => node.state === "active")
            .map(({ node }) => ({
              value: node.id,
              label: say("hand.mandate", { who: plain(node.delegate?.name ?? "") }),
            })),
        ]}
      />
      <SelectField
        name="to"
        label={say("hand.to")}
        choices={[
          { value: "", label: say("hand.choose") },
          ...members.map(({ person }) => ({ value: person?.id ?? "", label: plain(person?.name ?? "") })),
        ]}
      />
      <SubmitButton act={act} permission={may("offerHandover", organization.viewerMay)} variant="default">
        {say("hand.go")}
      </SubmitButton>
    </Form>
  );
}
