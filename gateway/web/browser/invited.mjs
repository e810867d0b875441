// Somebody who convened, through the public API, so that others can be invited;
// and clicks, counted.
import { randomUUID } from "node:crypto";
import { house } from "./visit.mjs";

async function wish(token, query, input) {
  const answer = await fetch(`${house}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) },
    body: JSON.stringify({ query, variables: { input: { commandId: randomUUID(), ...input } } }),
  });
  const { data, errors } = await answer.json();
  const [payload] = Object.values(data ?? {});
  const refused = errors ?? payload?.errors ?? [];
  if (!payload || refused.length > 0) throw new Error(`${query}: ${JSON.stringify(refused)}`);
  return payload;
}

/** An account with an organization, an initiative, a class and a table. */
export async function somebody() {
  const { token } = await wish(
    null,
    "mutation($input: SignUpInput!) { signUp(input: $input) { token errors { code } } }",
    {
      name: "Convener",
      email: `${randomUUID()}@example.org`,
      password: "a long password",
    },
  );
  const { organization } = await wish(
    token,
    "mutation($input: FoundOrganizationInput!) { foundOrganization(input: $input) { organization { id } errors { code } } }",
    { name: `Mill ${randomUUID().slice(0, 8)}`, purpose: "Flour." },
  );
  await actFor(token, organization.id);
  const text = "Bread that is fresh.";
  const { initiative } = await wish(
    token,
    "mutation($input: OpenInitiativeInput!) { openInitiative(input: $input) { initiative { id } errors { code } } }",
    {
      title: "Bread in the morning",
      purpose: text,
      level: 1,
      visions: { person: text, organization: text, economy: text },
      zone: "Europe/Madrid",
      languages: ["en"],
    },
  );
  await wish(token, "mutation($input: AddClassInput!) { addClass(input: $input) { errors { code } } }", {
    initiative: initiative.id,
    name: "bakers",
  });
  await wish(token, "mutation($input: OpenNegotiationInput!) { openNegotiation(input: $input) { errors { code } } }", {
    initiative: initiative.id,
    title: "When bread comes",
  });
  return {
    /** The token of an invitation to a seat of its own. */
    invite: async (name) => {
      const { seat } = await wish(
        token,
        "mutation($input: OpenSeatInput!) { openSeat(input: $input) { seat { id } errors { code } } }",
        { initiative: initiative.id, class: "bakers", name },
      );
      const made = await wish(
        token,
        "mutation($input: InviteSeatInput!) { inviteSeat(input: $input) { token errors { code } } }",
        { seat: seat.id, name, note: "Without you there is no bread.", expires: soon() },
      );
      return made.token;
    },
    /** The token of an invitation into the organization. */
    join: async (roles) => {
      const made = await wish(
        token,
        "mutation($input: InviteMemberInput!) { inviteMember(input: $input) { token errors { code } } }",
        { organization: organization.id, roles, expires: soon() },
      );
      return made.token;
    },
  };
}

const soon = () => new Date(Date.now() + 10 * 86400e3).toISOString();

async function actFor(token, organization) {
  await fetch(`${house}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: "mutation($organization: ID) { actFor(organization: $organization) { errors { code } } }",
      variables: { organization },
    }),
  });
}

/** Presses controls by role and name, as a finger does, and counts. */
export function clicks({ page }) {
  let count = 0;
  const press = async (role, name) => {
    count++;
    await page.getByRole(role, { name, exact: typeof name === "string" }).click();
  };
  press.count = () => count;
  return press;
}

/** Types what an account takes. */
export async function accountFields({ page }, name) {
  await page.getByLabel(/^(Your name|Tu nombre)/).fill(name);
  await page.getByLabel(/^(E-mail address|Correo electrónico)/).fill(`${randomUUID()}@example.org`);
  await page.getByRole("textbox", { name: /^(Password|Contraseña)/ }).fill("a long password");
}

/** The address that was handed out for somebody. */
export async function asked(page, name) {
  const line = page.getByRole("listitem").filter({ hasText: name });
  return line.locator("code").textContent();
}
