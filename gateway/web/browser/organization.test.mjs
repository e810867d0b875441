import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { hostile, house, inert, visit, widths } from "./visit.mjs";

/** What a program asks of the API as whoever uses this browser. */
const asking = (page) => async (query, variables) => {
  const answer = await page.request.post(`${house}/graphql`, { data: { query, variables } });
  const { data, errors } = await answer.json();
  assert.ok(data, JSON.stringify(errors));
  return data;
};

/** Founds an organization of which no other test knows, for whoever is logged in, and acts for it. */
async function founded(visitor, name) {
  const ask = asking(visitor.page);
  const { foundOrganization } = await ask(
    "mutation($input: FoundOrganizationInput!) { foundOrganization(input: $input) { organization { id } errors { code } } }",
    { input: { commandId: randomUUID(), name, purpose: "To keep a test of its own." } },
  );
  assert.deepEqual(foundOrganization.errors, []);
  const { id } = foundOrganization.organization;
  await ask("mutation($o: ID) { actFor(organization: $o) { errors { code } } }", { o: id });
  return id;
}

for (const [width, language] of [
  [widths.desk, "en"],
  [widths.phone, "es"],
]) {
  test(`a steward says what it offers, asks the members, and votes: ${width} px, ${language}`, () =>
    visit({ width, language }, async (visitor) => {
      const { page } = visitor;
      await visitor.isNew();
      const id = await founded(visitor, `Mill ${randomUUID().slice(0, 8)}`);
      await visitor.goes(`/o/${id}`);

      await page.getByText(visitor.words("Change offers and needs", "Cambiar ofertas y necesidades")).click();
      await page.getByLabel(visitor.words("Offers", "Ofrece"), { exact: true }).fill(`flour\n${hostile[0]}`);
      await page
        .getByRole("button", { name: visitor.words("Save", "Guardar") })
        .first()
        .click();
      await page.getByRole("listitem").filter({ hasText: "flour" }).first().waitFor();
      await inert(page);
      await visitor.accessible();
      await visitor.fits();

      await page.getByText(visitor.words("Ask the members", "Preguntar a los miembros"), { exact: true }).click();
      const form = page.getByRole("form", { name: visitor.words("Open the ballot", "Abrir la votación") });
      await form.getByRole("button", { name: visitor.words("Open the ballot", "Abrir la votación") }).click();
      await page.locator("[aria-invalid=true]").first().waitFor();
      await form.getByLabel(visitor.words("The question", "La pregunta")).fill("Do we mill on Mondays?");
      await form.getByRole("button", { name: visitor.words("Open the ballot", "Abrir la votación") }).click();
      await page.getByRole("heading", { level: 1, name: "Do we mill on Mondays?" }).waitFor();

      await page.getByRole("radio", { name: visitor.words("Yes", "Sí"), exact: true }).click();
      await page.getByRole("button", { name: visitor.words("Cast the vote", "Emitir el voto") }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByRole("button", { name: visitor.words("Cast the vote", "Emitir el voto") }).click();
      await page.getByText(visitor.words("A new vote takes its place", "Un voto nuevo lo sustituye")).waitFor();
      await visitor.accessible();
      await visitor.fits();

      await visitor.goes("/ballots");
      await page.getByRole("link", { name: "Do we mill on Mondays?" }).waitFor();
      await visitor.accessible();
    }));
}

test("a link lets one person in and is shown once; the directory finds what is offered", () =>
  visit({}, async (visitor) => {
    const { page } = visitor;
    await visitor.isNew();
    const word = `spelt${randomUUID().slice(0, 6)}`;
    const id = await founded(visitor, `Granary ${word}`);
    await visitor.goes(`/o/${id}`);
    await page.getByText("Let somebody in").click();
    await page.getByLabel("Whom it is for").fill("Nour");
    await page.getByRole("button", { name: "Make the link" }).click();
    await page.locator("code").filter({ hasText: "/invite/" }).waitFor();
    await page.getByRole("listitem").filter({ hasText: "Nour" }).getByText("not used yet").waitFor();

    await visitor.goes("/directory");
    await page.getByRole("searchbox", { name: "Search" }).fill(word);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: `Granary ${word}` }).waitFor();
    await visitor.accessible();
    await visitor.fits();
  }));
