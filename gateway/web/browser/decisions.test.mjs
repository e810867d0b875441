import assert from "node:assert/strict";
import { test } from "node:test";
import { house, visit, widths } from "./visit.mjs";

/** Opens a tab of the table of the crates, whose first decision failed and whose second carried. */
async function crates(visitor, tab) {
  const { page } = visitor;
  await visitor.becomes("Karim Haddad");
  const query =
    "{ initiatives(first: 50) { edges { node { negotiations(first: 9) { edges { node { id title } } } } } } }";
  const answer = await page.request.post(`${house}/graphql`, { data: { query } });
  const { initiatives } = (await answer.json()).data;
  const tables = initiatives.edges.flatMap(({ node }) => node.negotiations.edges.map((edge) => edge.node));
  const { id } = tables.find(({ title }) => title === "Deposit, return and loss of crates");
  await visitor.goes(`/n/${id}/${tab}`);
}

for (const [width, language] of [
  [widths.desk, "en"],
  [widths.phone, "es"],
]) {
  test(`a result unfolds step by step, by keys alone: ${width} px, ${language}`, () =>
    visit({ width, language, night: language === "es" }, async (visitor) => {
      const { page } = visitor;
      await crates(visitor, "decisions");
      await page.getByRole("link", { name: visitor.words("Decision 1", "Decisión 1") }).click();
      const cast = page.getByText(visitor.words("5 yes, 0 no, 0 abstentions, 1 objections", "5 síes, 0 noes"));
      await cast.first().waitFor();
      const steps = page.locator(".decisions-steps > li");
      assert.equal(await steps.count(), 1);
      await visitor.presses(page.getByRole("button", { name: visitor.words("Next step", "Paso siguiente") }));
      assert.equal(await steps.count(), 2);
      await visitor.presses(page.getByRole("button", { name: visitor.words("All at once", "Todo a la vez") }));
      await page.getByText(visitor.words("It comes to: Not carried", "El resultado: No aprobada")).waitFor();
      await visitor.presses(
        page.getByText(visitor.words("The arithmetic as a table", "La aritmética como tabla")).first(),
      );
      await page.getByRole("rowheader", { name: visitor.words("Did enough vote?", "¿Votaron suficientes?") }).waitFor();
      await visitor.accessible();
      await visitor.fits();
    }));
}

test("weights keep their sum while one is moved by arrow keys or typed", () =>
  visit({}, async (visitor) => {
    const { page } = visitor;
    await crates(visitor, "seal");
    const sum = async () => {
      const fields = await page.getByRole("textbox", { name: /^Weight of/ }).all();
      const values = await Promise.all(fields.map((field) => field.inputValue()));
      return Math.round(values.reduce((all, value) => all + Number(value) * 10, 0));
    };
    const first = page.getByRole("slider", { name: /^Weight of/ }).first();
    await first.waitFor();
    assert.equal(await sum(), 1000);
    await first.focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await sum(), 1000);
    const typed = page.getByRole("textbox", { name: /^Weight of/ }).first();
    await typed.fill("62.5");
    await typed.press("Enter");
    assert.equal(await sum(), 1000);
    assert.equal(await first.inputValue(), "625");
    await visitor.accessible();
    await visitor.fits();
  }));
