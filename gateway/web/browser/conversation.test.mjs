// A question to many: answered by keys, with words of one's own, and changed.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { everywhere, hostile, inert } from "./visit.mjs";

async function conversation({ page }) {
  const query = "{ initiatives(first: 20) { edges { node { conversations(first: 5) { edges { node { id } } } } } } }";
  const answer = await page.request.post("/graphql", { data: { query } });
  const { data } = await answer.json();
  const [found] = data.initiatives.edges.flatMap(({ node }) => node.conversations.edges);
  assert.ok(found, "the seeded conversation is not there");
  return `/c/${found.node.id}`;
}

everywhere("somebody new answers by keys alone, changes their mind, and says something", async (visitor) => {
  const { page } = visitor;
  await visitor.isNew();
  await visitor.goes(await conversation(visitor));
  const card = page.getByRole("group", {
    name: visitor.words("A statement to answer", "Una afirmación que responder"),
  });
  const first = await card.locator(".conversation-statement").textContent();
  await visitor.reaches(card);
  await page.keyboard.press("1");
  const changed = page.getByRole("button", {
    name: visitor.words("Change my last answer", "Cambiar mi última respuesta"),
  });
  await changed.click();
  await card.getByText(first).waitFor();
  await card.getByRole("button", { name: visitor.words("Disagree", "En desacuerdo") }).click();
  const said = `${hostile[2]} ${randomUUID()}`;
  const field = page.getByLabel(visitor.words("Your statement", "Tu afirmación"));
  await field.fill(said);
  await page.getByRole("button", { name: visitor.words("Say it", "Decirlo"), exact: true }).click();
  const own = page.getByRole("region", {
    name: visitor.words("What became of what you said", "Qué fue de lo que dijiste"),
  });
  await own.getByText(said).waitFor();
  await inert(page);
  await visitor.fits();
  await visitor.accessible();
});
