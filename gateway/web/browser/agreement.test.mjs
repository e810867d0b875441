import assert from "node:assert/strict";
import { test } from "node:test";
import { house, visit, widths } from "./visit.mjs";

const seated = ["Karim Haddad", "Luis Ortega", "Pau Olmedo", "Ramón Vidal", "Marc Ferrer", "Joan Prieto"];

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

const act = (name, payload) => async (ask, input) => {
  const type = `${name[0].toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation($input: ${type}!) { ${name}(input: $input) { ${payload} errors { code message field } } }`;
  return (await ask(query, { input: { commandId: crypto.randomUUID(), ...input } }))[name];
};
const openNegotiation = act("openNegotiation", "negotiation { id }");
const addTerm = act("addTerm", "term { id }");
const acceptGroundRules = act("acceptGroundRules", "negotiation { id }");
const tablePackage = act("tablePackage", "package { id }");
const openDecision = act("openDecision", "decision { id }");
const castVote = act("castVote", "vote { id }");
const closeNow = act("closeNow", "decision { id }");

const ahead = (days) => new Date(Date.now() + days * 86_400_000).toISOString();

/** An agreement of its own for this test: decided by everybody around the crates, signed by nobody. */
async function decided(page, title) {
  const ines = await person(page, "Inés Soler");
  const { initiatives } = await ines("{ initiatives(first: 20) { edges { node { id title } } } }");
  const initiative = initiatives.edges.find(({ node }) => node.title === "Crates that come back").node.id;
  const opened = await openNegotiation(ines, {
    initiative,
    title,
    groundRules: { sealedRounds: false, readMinimum: "PT0S", decideMinimum: "PT0S" },
  });
  const negotiation = opened.negotiation.id;
  const deposit = { key: "deposit", name: "Deposit", kind: "money", currency: "EUR", min: "0", max: "400" };
  const { term } = await addTerm(ines, { negotiation, ...deposit });
  for (const name of seated) await acceptGroundRules(await person(page, name), { negotiation, version: 1 });
  const karim = await person(page, "Karim Haddad");
  const values = [{ term: term.id, value: { money: { minor: "200", currency: "EUR" } } }];
  const offer = await tablePackage(karim, {
    negotiation,
    as: "offer",
    values,
    note: "Two euros",
    expiresAt: ahead(60),
  });
  const { decision } = await openDecision(karim, { negotiation, package: offer.package.id, deadline: ahead(14) });
  for (const name of seated) await castVote(await person(page, name), { decision: decision.id, choice: "yes" });
  await closeNow(await person(page, "Karim Haddad"), { decision: decision.id });
  return agreementOf(karim, negotiation);
}

/** What was decided is drawn up a moment later. */
async function agreementOf(ask, negotiation) {
  const query = "query($id: ID!) { negotiation(id: $id) { agreements(first: 1) { edges { node { id } } } } }";
  for (let tries = 0; tries < 300; tries++) {
    const { negotiation: found } = await ask(query, { id: negotiation });
    const [edge] = found.agreements.edges;
    if (edge) return `/a/${edge.node.id}`;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail("nothing was drawn up");
}

const registerSigningKey = act("registerSigningKey", "key { id }");
const signAgreement = act("signAgreement", "agreement { id }");
const base64 = (bytes) => Buffer.from(bytes).toString("base64");

/** Signs with a key that a program has made: what the clicks do, through the API. */
async function signsByProgram(page, name, agreement) {
  const ask = await person(page, name);
  const { viewer } = await ask("{ viewer { id } }");
  const pair = await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"]);
  const sign = async (text) => base64(await crypto.subtle.sign("Ed25519", pair.privateKey, Buffer.from(text)));
  const half = base64(await crypto.subtle.exportKey("raw", pair.publicKey));
  const possession = await sign(JSON.stringify({ person: viewer.id, public: half, purpose: "parley.key.1" }));
  const { key } = await registerSigningKey(ask, { public: half, possession });
  await ask("mutation { confirm(input: {}) { errors { code } } }");
  const id = agreement.replace("/a/", "");
  const signedAt = new Date().toISOString();
  const query = `query($id: ID!, $key: ID!, $at: DateTime!) {
    agreement(id: $id) { version hash signingStatement(key: $key, at: $at) } }`;
  const { agreement: its } = await ask(query, { id, key: key.id, at: signedAt });
  const { version, hash, signingStatement } = its;
  const signature = await sign(signingStatement);
  await signAgreement(ask, { agreement: id, version, hash, key: key.id, signedAt, signature });
}

/** Makes a key in this browser and signs with it, by clicks alone. */
async function signs(visitor, name, agreement) {
  const { page } = visitor;
  await person(page, name);
  await visitor.goes(`${agreement}/signatures`);
  await page.getByRole("button", { name: visitor.words("Make my key", "Hacer mi clave") }).click();
  await page.getByRole("button", { name: visitor.words("Read what I sign", "Leer lo que firmo") }).click();
  const dialog = page.getByRole("dialog");
  await dialog
    .getByText(visitor.words("This is the hash of the text on this page.", "Es la huella del texto"))
    .waitFor();
  await dialog.getByRole("button", { name: visitor.words("Sign", "Firmar"), exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

test("a text that was decided is signed by clicks, enters into force, and is verified in the browser", () =>
  visit({ width: widths.desk, language: "es" }, async (visitor) => {
    const { page } = visitor;
    const agreement = await decided(page, `Crates, signed ${crypto.randomUUID().slice(0, 8)}`);
    for (const name of seated.slice(2)) await signsByProgram(page, name, agreement);
    for (const name of seated.slice(0, 2)) await signs(visitor, name, agreement);
    await page.getByText("En vigor", { exact: true }).waitFor();
    await visitor.accessible();
    await visitor.goes(`${agreement}/verify`);
    await page.getByRole("button", { name: "Verificar ahora" }).click();
    await page.getByRole("heading", { name: "Todo se sostiene" }).waitFor();
    assert.equal(await page.getByText(/con la clave/).count(), seated.length);
    await visitor.accessible();
  }));

test("a proof file in which one letter was changed does not hold", () =>
  visit({ width: widths.phone }, async (visitor) => {
    const { page } = visitor;
    const luis = await person(page, "Luis Ortega");
    const { initiatives } = await luis(
      "{ initiatives(first: 20) { edges { node { title negotiations(first: 1) { edges { node { id } } } } } } }",
    );
    const crates = initiatives.edges.find(({ node }) => node.title === "Crates that come back").node;
    const agreement = await agreementOf(luis, crates.negotiations.edges[0].node.id);
    const proof = await (
      await page.request.get(`${house}${agreement.replace("/a/", "/agreements/")}/proof.json`)
    ).text();
    await visitor.goes(`${agreement}/verify`);
    const buffer = Buffer.from(proof.replace("deposit", "deposits"));
    const file = { name: "proof.json", mimeType: "application/json", buffer };
    await page.getByLabel("or a file that you have kept").setInputFiles(file);
    await page.getByRole("heading", { name: "It does not hold" }).waitFor();
    await page.getByText("The text is not the one that was drawn up.").waitFor();
    await visitor.accessible();
    await visitor.fits();
  }));
