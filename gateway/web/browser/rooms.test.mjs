// What people say at a table, to all and to some, and what they owe each other.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { hostile, inert, visit, widths } from "./visit.mjs";

const title = "Prices, payment and what is left over";

/** The address of the seeded table, as whoever is there sees it. */
async function table({ page }) {
  const query =
    "{ initiatives(first: 20) { edges { node { negotiations(first: 5) { edges { node { id title } } } } } } }";
  const answer = await page.request.post("/graphql", { data: { query } });
  const { data } = await answer.json();
  const all = data.initiatives.edges.flatMap(({ node }) => node.negotiations.edges.map((edge) => edge.node));
  const found = all.find((negotiation) => negotiation.title === title);
  assert.ok(found, "the seeded table is not there");
  return `/n/${found.id}`;
}

test("what one seat says to all another reads at once, and answers", () =>
  visit({}, (karim) =>
    visit({ width: widths.phone, language: "es" }, async (luis) => {
      const words = `Crates by Friday ${randomUUID()} ${hostile[0]}`;
      const answer = `De acuerdo ${randomUUID()}`;
      await karim.becomes("Karim Haddad");
      await luis.becomes("Luis Ortega");
      const at = await table(karim);
      await karim.goes(`${at}/rooms/all`);
      await luis.goes(`${at}/rooms/all`);
      await karim.page.getByRole("textbox", { name: "Say something: All seats" }).fill(words);
      await karim.page.keyboard.press("Control+Enter");
      const heard = luis.page.getByRole("log").getByRole("listitem").filter({ hasText: words });
      await heard.waitFor();
      await heard.getByRole("button", { name: /^Responder/ }).click();
      await luis.page.getByRole("textbox", { name: "Decir algo: Todas las sillas" }).fill(answer);
      await luis.page.getByRole("button", { name: "Decirlo" }).click();
      const reply = karim.page.getByRole("log").getByRole("listitem").filter({ hasText: answer });
      await reply.waitFor();
      assert.ok((await reply.textContent()).includes("Crates by Friday"), "the answer does not show what it answers");
      await inert(luis.page);
      await luis.fits();
      await luis.accessible();
      const mine = luis.page.getByRole("log").getByRole("listitem").filter({ hasText: answer });
      await mine.getByRole("button", { name: "Retirarlo" }).click();
      await karim.page.getByText("Taken back by its author.").last().waitFor();
      await karim.accessible();
    }),
  ));

test("a closed room says who reads it, and nobody else learns of it", () =>
  visit({}, (karim) =>
    visit({}, (luis) =>
      visit({}, async (marc) => {
        const name = `Price ${randomUUID().slice(0, 8)}`;
        await karim.becomes("Karim Haddad");
        await luis.becomes("Luis Ortega");
        const at = await table(karim);
        await karim.goes(`${at}/rooms`);
        await luis.goes(`${at}/rooms`);
        const { page } = karim;
        await page.getByRole("link", { name: "Open a closed room" }).click();
        await page.getByRole("checkbox", { name: "Huerta Alta" }).check();
        await page.getByLabel("Name of the room").fill(name);
        await karim.accessible();
        await page.getByRole("button", { name: "Open the room" }).click();
        const dialog = page.getByRole("dialog");
        await dialog.getByText(/Read by your team and Huerta Alta/).waitFor();
        await dialog.getByRole("button", { name: "Open the room" }).click();
        await page.getByRole("heading", { level: 2, name }).waitFor();
        await page.getByRole("textbox", { name: `Say something: ${name}` }).fill("Four eighty is our limit.");
        await page.getByRole("button", { name: "Say it" }).click();
        await page.getByRole("log").getByText("Four eighty is our limit.").waitFor();
        await luis.page.getByRole("navigation", { name: "Rooms" }).getByRole("link", { name }).click();
        await luis.page.getByRole("log").getByText("Four eighty is our limit.").waitFor();
        await luis.accessible();
        await marc.becomes("Marc Ferrer");
        await marc.goes(`${at}/rooms`);
        await marc.page.getByRole("link", { name: "Your team" }).waitFor();
        assert.equal(await marc.page.getByText(name).count(), 0, "a closed room is seen from outside");
      }),
    ),
  ));

test("an ask is owed, answered, and confirmed by who asked", () =>
  visit({}, (karim) =>
    visit({ width: widths.phone, language: "es" }, async (luis) => {
      const question = `How many crates came back in May? ${randomUUID()}`;
      const answer = `Ciento doce ${randomUUID()}`;
      await karim.becomes("Karim Haddad");
      await luis.becomes("Luis Ortega");
      const at = `${await table(karim)}/asks`;
      await karim.goes(at);
      await luis.goes(at);
      const { page } = karim;
      await page.getByText("Ask a seat for something").click();
      await page.getByLabel("Whom?").selectOption({ label: "Huerta Alta" });
      await page.getByLabel("Your question").fill(question);
      await page.getByRole("button", { name: "Ask", exact: true }).click();
      const owing = page.getByRole("region", { name: "You are owed an answer" });
      await owing.getByText(question).waitFor();
      const owed = luis.page.getByRole("region", { name: "Debes una respuesta" });
      const card = owed.getByRole("article").filter({ hasText: question });
      await card.getByText("Responder", { exact: true }).first().click();
      await card.getByLabel("Palabras", { exact: true }).last().fill(answer);
      await luis.fits();
      await luis.accessible();
      await card.getByRole("button", { name: "Responder" }).click();
      const answered = owing.getByRole("article").filter({ hasText: answer });
      await answered.getByRole("button", { name: "Yes, that answers it" }).click();
      await answered.getByText("Answered and confirmed").waitFor();
      await karim.accessible();
    }),
  ));

test("another ground rule is proposed to all, shown rule by rule, and declined with a reason", () =>
  visit({}, (karim) =>
    visit({ width: widths.phone, language: "es" }, async (luis) => {
      const reason = `We need a weekend ${randomUUID()}`;
      await karim.becomes("Karim Haddad");
      await luis.becomes("Luis Ortega");
      const at = `${await table(karim)}/ground`;
      await karim.goes(at);
      await luis.goes(at);
      const { page } = karim;
      await page.getByText("Change the rules", { exact: true }).click();
      await page.getByLabel("Time to sign", { exact: true }).fill("21");
      await page.getByLabel("Why, for everyone to read").last().fill(reason);
      await karim.accessible();
      await page.getByRole("button", { name: "Propose to all seats" }).click();
      const motion = luis.page.getByRole("article").filter({ hasText: reason });
      await motion
        .getByRole("row", { name: /Tiempo para firmar/ })
        .getByText("21 días")
        .waitFor();
      await motion.getByText("Rechazarla").first().click();
      await motion.getByLabel("Por qué, para que todos lo lean").fill("Dos semanas bastan.");
      await luis.fits();
      await luis.accessible();
      await motion.getByRole("button", { name: "Rechazarla" }).click();
      await page.getByText(/that (is|are) over/).click();
      await page.getByRole("article").filter({ hasText: reason }).getByText("declined").waitFor();
    }),
  ));
