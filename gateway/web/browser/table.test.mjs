import assert from "node:assert/strict";
import { test } from "node:test";
import { house, visit, widths } from "./visit.mjs";

/** Somebody of the stories, who asks the API what a program would. */
async function person(page, name) {
  const ask = async (query, variables = {}) => {
    const answer = await page.request.post(`${house}/graphql`, { data: { query, variables } });
    const { data, errors } = await answer.json();
    assert.ok(data, JSON.stringify(errors));
    const [payload] = Object.values(data);
    assert.deepEqual(payload?.errors ?? [], [], `${name} is refused`);
    return data;
  };
  const { personas } = await ask("{ personas { id label } }");
  const { id } = personas.find(({ label }) => label.startsWith(name));
  await ask("mutation($person: ID!) { becomePersona(person: $person) { errors { code } } }", { person: id });
  return ask;
}

const act = (name, type, payload) => async (ask, input) => {
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${payload} errors { code message field } } }`;
  return (await ask(query, { input: { commandId: crypto.randomUUID(), ...input } }))[name];
};
const openNegotiation = act("openNegotiation", "OpenNegotiationInput", "negotiation { id }");
const addTerm = act("addTerm", "AddTermInput", "term { id }");
const acceptGroundRules = act("acceptGroundRules", "AcceptGroundRulesInput", "negotiation { id }");

const terms = [
  { key: "deposit", name: "Deposit", kind: "money", currency: "EUR", min: "0", max: "400", step: "100" },
  {
    key: "days",
    name: "Days to return",
    kind: "quantity",
    unit: "days",
    options: ["3", "5", "7"].map((key) => ({ key })),
  },
  { key: "parts", name: "Parts of the loss", kind: "shares", options: ["grower", "courier"].map((key) => ({ key })) },
];

/** A table of its own for this test, on the initiative of the crates, with three terms and its ground rules accepted. */
async function cratesAnew(page, title) {
  const ines = await person(page, "Inés Soler");
  const { initiatives } = await ines("{ initiatives(first: 20) { edges { node { id title } } } }");
  const initiative = initiatives.edges.find(({ node }) => node.title === "Crates that come back").node.id;
  const { negotiation } = await openNegotiation(ines, { initiative, title, groundRules: { sealedRounds: false } });
  for (const term of terms) await addTerm(ines, { negotiation: negotiation.id, ...term });
  const seated = ["Karim Haddad", "Luis Ortega", "Pau Olmedo", "Ramón Vidal", "Marc Ferrer", "Joan Prieto"];
  for (const name of seated)
    await acceptGroundRules(await person(page, name), { negotiation: negotiation.id, version: 1 });
  return `/n/${negotiation.id}`;
}

/** Fills the form of a package, looks what it would cause, and tables it. */
async function tables(visitor, { as, deposit, days, parts, button }) {
  const { page } = visitor;
  const form = page.getByRole("form", { name: visitor.words("Values of the package", "Valores del paquete") });
  await form.getByLabel("Deposit", { exact: true }).fill(deposit);
  await form.getByLabel("Days to return", { exact: true }).selectOption(days);
  await form.getByLabel("grower", { exact: true }).fill(parts[0]);
  await form.getByLabel("courier", { exact: true }).fill(parts[1]);
  await form.getByRole("radio", { name: as, exact: true }).click();
  await page.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog");
  await dialog
    .getByText(visitor.words("Binds", "obliga"))
    .first()
    .waitFor()
    .catch(() => {});
  await dialog.getByRole("button", { name: button }).click();
  await dialog.waitFor({ state: "detached" });
  await visitor.settled();
}

test("the crates' table by clicks: an idea, an offer, a counter-offer, positions and an objection", () =>
  visit({ width: widths.desk, language: "en" }, async (visitor) => {
    const { page } = visitor;
    const table = await cratesAnew(page, "Crates by clicks");

    // The server says what is wrong beside the field, while it is typed.
    await person(page, "Luis Ortega");
    await visitor.goes(`${table}/packages/new`);
    const form = page.getByRole("form", { name: "Values of the package" });
    await form.getByLabel("Deposit", { exact: true }).fill("1");
    await form.getByLabel("grower", { exact: true }).fill("60");
    await form.getByLabel("courier", { exact: true }).fill("30");
    await form.getByRole("group", { name: "Parts of the loss" }).locator(".table-wrong").waitFor();
    await visitor.accessible();
    await tables(visitor, {
      as: "An idea for all seats",
      deposit: "1",
      days: "7",
      parts: ["50", "50"],
      button: "Table as an idea",
    });
    await page.getByRole("heading", { name: "Idea 1 by Huerta Alta" }).waitFor();
    await page.getByText("Idea, binds nobody").first().waitFor();
    await visitor.accessible();

    await person(page, "Karim Haddad");
    await visitor.goes(`${table}/packages`);
    await page.getByRole("link", { name: "Write a package" }).click();
    await tables(visitor, {
      as: "An offer",
      deposit: "4",
      days: "3",
      parts: ["100", "0"],
      button: "Table as an offer",
    });
    await page.getByRole("heading", { name: "Offer 2 by CicloReparto" }).waitFor();
    const offer = page.url();

    await person(page, "Marc Ferrer");
    await visitor.goes(new URL(offer).pathname);
    await page.getByRole("link", { name: "Answer with a counter-package" }).click();
    await page.getByRole("heading", { name: "Answer Offer 2 with another package" }).waitFor();
    assert.equal(await page.getByLabel("Deposit", { exact: true }).inputValue(), "4.00");
    await tables(visitor, {
      as: "An offer",
      deposit: "2",
      days: "5",
      parts: ["50", "50"],
      button: "Table as an offer",
    });
    await page.getByRole("heading", { name: "Offer 3 by Mesa del Valle" }).waitFor();
    const counter = new URL(page.url()).pathname;
    await page.getByText("answers").first().waitFor();

    await person(page, "Joan Prieto");
    await visitor.goes(counter);
    const position = page.getByRole("form", { name: "What does your seat think?" });
    await position.getByRole("radio", { name: "Likes it" }).click();
    await position.getByRole("button", { name: "Take the position" }).click();
    await page.getByText("Your position is on the table.").waitFor();

    await person(page, "Karim Haddad");
    await visitor.goes(counter);
    await position.getByRole("radio", { name: "Objects" }).click();
    await position.getByLabel("About").selectOption({ label: "Days to return" });
    await position.getByLabel("Which harm does it do?").fill("Five days mean a second ride.");
    await position.getByLabel("Which change would lift this?").fill("Three days, as in our offer.");
    await position.getByRole("radio", { name: "How we get there" }).click();
    await position.getByRole("button", { name: "Take the position" }).click();
    const said = page.getByRole("listitem").filter({ hasText: "Five days mean a second ride." });
    await said.getByText("Three days, as in our offer.").waitFor();
    await said.getByText("It is about how.").waitFor();

    await visitor.goes(table);
    const field = page.getByRole("gridcell", { name: /^Days to return, CicloReparto, objects, 3 days$/ });
    await field.waitFor();
    await visitor.accessible();
    await page.getByRole("gridcell").first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Home");
    for (let column = 0; column < 10 && !(await field.evaluate((each) => each === document.activeElement)); column++)
      await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByText("Five days mean a second ride.").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });

    await visitor.goes(`${table}/packages`);
    await page.getByRole("heading", { name: "Which package answers which" }).waitFor();
    await visitor.accessible();
  }));

test("the table fits a phone, in Spanish, by night", () =>
  visit({ width: widths.phone, language: "es", night: true }, async (visitor) => {
    const { page } = visitor;
    const table = await cratesAnew(page, "Cajas en el teléfono");
    await person(page, "Pau Olmedo");
    await visitor.goes(table);
    await page.getByRole("grid", { name: "Puntos y asientos: dónde está cada cual" }).waitFor();
    await visitor.fits();
    await visitor.accessible();
    await visitor.goes(`${table}/packages/new`);
    await tables(visitor, {
      as: "Una idea para todos los asientos",
      deposit: "3",
      days: "7",
      parts: ["40", "60"],
      button: "Presentar como idea",
    });
    await page.getByRole("heading", { name: "Idea 1 de Los Olmos" }).waitFor();
    await visitor.fits();
    await visitor.accessible();
    await visitor.goes(`${table}/text`);
    await page.getByRole("heading", { name: "La hoja de puntos" }).waitFor();
    await visitor.fits();
    await visitor.accessible();
  }));
