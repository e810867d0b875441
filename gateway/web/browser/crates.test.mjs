// The crates from the invitation to the verified signature, by clicks and keys
// alone, in a browser for each seat at once. The API lays the table (initiative,
// classes, terms, invitations) and gives the founders their own mandates.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { asked, does } from "./asks.mjs";
import { accountFields } from "./invited.mjs";
import { visit, widths } from "./visit.mjs";

const seats = { couriers: "CicloReparto", restaurants: "Mesa del Valle", growers: "Huerta Alta" };
const ahead = (days) => new Date(Date.now() + days * 86_400_000).toISOString();

/** Lets people visit at once, a browser each. */
function together(options, names, story, there = {}) {
  const [name, ...rest] = names;
  if (!name) return story(there);
  return visit(options, (visitor) => together(options, rest, story, { ...there, [name]: visitor }));
}

/** Somebody convenes: an invitation for each seat, and a table with two terms. */
async function convenes({ page }) {
  const { organization } = await does(
    page,
    "foundOrganization",
    { name: `Valle ${randomUUID().slice(0, 8)}`, purpose: "Crates." },
    "organization { id }",
  );
  await asked(page, "mutation($organization: ID) { actFor(organization: $organization) { errors { code } } }", {
    organization: organization.id,
  });
  const vision = "What is counted comes back.";
  const { initiative } = await does(
    page,
    "openInitiative",
    {
      title: "Crates by clicks",
      purpose: "Three hundred crates are lost in a year.",
      level: 1,
      visions: { person: vision, organization: vision, economy: vision },
      zone: "Europe/Madrid",
      languages: ["en", "es"],
    },
    "initiative { id }",
  );
  const groundRules = { sealedRounds: false, readMinimum: "PT0S", decideMinimum: "PT0S" };
  const { negotiation } = await does(
    page,
    "openNegotiation",
    { initiative: initiative.id, title: "Deposit and return", groundRules },
    "negotiation { id }",
  );
  const deposit = {
    key: "deposit",
    name: "Deposit",
    kind: "money",
    currency: "EUR",
    min: "0",
    max: "400",
    step: "100",
  };
  const days = {
    key: "days",
    name: "Days to return",
    kind: "quantity",
    unit: "days",
    options: ["3", "5", "7"].map((key) => ({ key })),
  };
  for (const term of [deposit, days]) await does(page, "addTerm", { negotiation: negotiation.id, ...term });
  const tokens = {};
  for (const name of Object.keys(seats)) {
    await does(page, "addClass", { initiative: initiative.id, name });
    const { seat } = await does(page, "openSeat", { initiative: initiative.id, class: name, name }, "seat { id }");
    const { token } = await does(
      page,
      "inviteSeat",
      { seat: seat.id, name, note: "Without you it is not settled.", expires: ahead(9) },
      "token",
    );
    tokens[name] = token;
  }
  return { table: `/n/${negotiation.id}`, tokens };
}

/** From the letter to the chair. */
async function sits(visitor, token, name) {
  const { page } = visitor;
  await visitor.goes(`/invite/${token}`);
  await page.getByRole("link", { name: visitor.words("Take the seat", "Ocupar el asiento") }).click();
  await accountFields(visitor, `Delegate of ${name}`);
  await page.getByRole("button", { name: visitor.words("Create account and go on", "Crear cuenta y seguir") }).click();
  const organization = page.getByLabel(visitor.words("Name of the organization", "Nombre de la organización"));
  await organization.fill(`${name} ${randomUUID().slice(0, 8)}`);
  await page
    .getByLabel(visitor.words("What it is for, in a sentence", "Para qué existe, en una frase"))
    .fill("Crates that come back.");
  await page.getByRole("button", { name: visitor.words("Sit down", "Sentarme") }).click();
  await page.waitForURL(/\/n\/neg_/);
  await visitor.settled();
  const { viewer } = await asked(page, "{ viewer { person { id } organization { id } } }");
  const mandate = {
    organization: viewer.organization.id,
    delegate: viewer.person.id,
    acts: ["offer", "vote", "sign"],
    until: ahead(90),
  };
  await does(page, "grantMandate", mandate);
}

/** Presses a button whose act is asked about in a dialog, and says yes there. */
async function confirms(visitor, name, place = visitor.page.getByRole("main"), exact = true) {
  await place.getByRole("button", { name, exact }).click();
  const dialog = visitor.page.getByRole("dialog");
  await dialog.getByRole("button", { name, exact }).click();
  await dialog.waitFor({ state: "detached" });
  await visitor.settled();
}

async function offers(visitor, deposit, days) {
  const { page } = visitor;
  const form = page.getByRole("form", { name: visitor.words("Values of the package", "Valores del paquete") });
  await form.getByLabel("Deposit", { exact: true }).fill(deposit);
  await form.getByLabel("Days to return", { exact: true }).selectOption(days);
  await form.getByRole("radio", { name: visitor.words("An offer", "Una oferta"), exact: true }).click();
  await confirms(visitor, visitor.words("Table as an offer", "Presentar como oferta"));
  await page.waitForURL(/\/packages\/pkg_/);
  return new URL(page.url()).pathname;
}

async function thinks(visitor, address, stance, harm) {
  const { page } = visitor;
  await visitor.goes(address);
  const form = page.getByRole("form", { name: visitor.words("What does your seat think?", "¿Qué piensa tu asiento?") });
  await form.getByRole("radio", { name: stance }).click();
  if (harm) {
    await form.getByLabel(visitor.words("Which harm does it do?", "¿Qué daño hace?")).fill(harm);
    await form
      .getByLabel(visitor.words("Which change would lift this?", "¿Qué cambio lo resolvería?"))
      .fill("Five days.");
  }
  // By keys alone: the position is taken without a mouse.
  await visitor.presses(form.getByRole("button", { name: visitor.words("Take the position", "Tomar la posición") }));
  await page.getByText(visitor.words("Your position is on the table.", "Tu posición está sobre la mesa.")).waitFor();
}

async function votes(visitor, address) {
  const { page } = visitor;
  await visitor.goes(address);
  const form = page.getByRole("form", { name: visitor.words("Your seat's vote", "El voto de su asiento") });
  await form.getByRole("radio", { name: visitor.words("Yes", "Sí") }).press("Space");
  const cast = visitor.words("Cast the vote", "Emitir el voto");
  await visitor.presses(form.getByRole("button", { name: cast }));
  const dialog = page.getByRole("dialog");
  await visitor.presses(dialog.getByRole("button", { name: cast }));
  await dialog.waitFor({ state: "detached" });
}

async function signs(visitor, agreement) {
  const { page } = visitor;
  await visitor.goes(`${agreement}/signatures`);
  await page.getByRole("button", { name: visitor.words("Make my key", "Hacer mi clave") }).click();
  await visitor.presses(page.getByRole("button", { name: visitor.words("Read what I sign", "Leer lo que firmo") }));
  const dialog = page.getByRole("dialog");
  const hash = visitor.words("This is the hash of the text on this page.", "Es la huella del texto");
  await dialog.getByText(hash).waitFor();
  await visitor.presses(dialog.getByRole("button", { name: visitor.words("Sign", "Firmar"), exact: true }));
  await dialog.waitFor({ state: "detached" });
}

async function negotiated({ convener, couriers, restaurants, growers }) {
  await convener.isNew();
  const { table, tokens } = await convenes(convener);
  const all = { couriers, restaurants, growers };
  await Promise.all(Object.entries(all).map(([name, visitor]) => sits(visitor, tokens[name], seats[name])));
  for (const visitor of Object.values(all)) {
    await visitor.goes(`${table}/ground`);
    await confirms(visitor, visitor.words("Accept version 1", "Aceptar la versión 1"));
  }
  await couriers.goes(`${table}/packages/new`);
  const first = await offers(couriers, "4", "3");
  await thinks(restaurants, first, restaurants.words("Objects", "Objeta"), "Three days are too few for a kitchen.");
  await restaurants.page
    .getByRole("link", { name: restaurants.words("Answer with a counter-package", "Responder con") })
    .click();
  const counter = await offers(restaurants, "2", "5");
  await thinks(growers, counter, growers.words("Objects", "Objeta"), "Who counts?");
  await couriers.goes(counter);
  await couriers.page.getByText("Who counts?").first().waitFor();
  await thinks(growers, counter, growers.words("Likes it", "Le gusta"));
  await thinks(couriers, counter, couriers.words("Can live with it", "Puede vivir con ello"));

  await growers.goes(`${table}/decisions`);
  await confirms(growers, growers.words("Open the decision", "Abrir la decisión"));
  await growers.page.waitForURL(/\/decisions\/dec_/);
  const decision = new URL(growers.page.url()).pathname;
  for (const visitor of Object.values(all)) await votes(visitor, decision);
  await confirms(growers, growers.words("Close now", "Cerrar ya"));
  await growers.page.getByRole("link", { name: growers.words("To the agreement", "Al acuerdo") }).click();
  await growers.page.waitForURL(/\/a\/agr_/);
  const agreement = new URL(growers.page.url()).pathname;
  for (const visitor of Object.values(all)) await signs(visitor, agreement);

  // Whoever looks on sees it enter into force, and checks it without trust.
  await couriers.goes(`${agreement}/verify`);
  await couriers.page.getByRole("button", { name: couriers.words("Verify now", "Verificar ahora") }).click();
  await couriers.page.getByRole("heading", { name: couriers.words("All of it holds", "Todo se sostiene") }).waitFor();
  const named = couriers.page.getByText(couriers.words(/with the key/, /con la clave/));
  assert.equal(await named.count(), Object.keys(all).length);
}

for (const [width, language] of [
  [widths.desk, "en"],
  [widths.phone, "es"],
]) {
  test(
    `from the invitation to the verified signatures: ${width} px, ${language}`,
    { timeout: 240_000, skip: "not finished: stands still where the decision is opened" },
    () => together({ width, language }, ["convener", "couriers", "restaurants", "growers"], negotiated),
  );
}

test("no test presses what a hand could not press", () => {
  for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith(".mjs"))) {
    const source = readFileSync(join(import.meta.dirname, file), "utf8");
    assert.doesNotMatch(
      source,
      /evaluate\([^;]*\.(?:click|submit|requestSubmit)\(\)|force[:] true|dispatch[E]vent\(/,
      file,
    );
  }
});
