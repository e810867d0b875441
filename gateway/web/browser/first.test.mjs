import assert from "node:assert/strict";
import { test } from "node:test";
import { everywhere, house, visit } from "./visit.mjs";

everywhere("a stranger becomes somebody of the stories and sees their day", async (visitor) => {
  const { page } = visitor;
  await visitor.goes("/");
  await visitor.fits();
  await visitor.accessible();
  await visitor.becomes("Carmen Ortega");
  const bar = await visitor.menu();
  await bar.getByRole("combobox", { name: visitor.words("Acting for", "Actúas por") }).waitFor();
  assert.equal(await page.title(), visitor.words("Today · Parley", "Hoy · Parley"));
  assert.equal(await page.locator("html").getAttribute("lang"), visitor.language);
  await visitor.fits();
  await visitor.accessible();
});

test("the page carries no script that its policy does not know", async () => {
  const answer = await fetch(`${house}/o/org_nobody`);
  const page = await answer.text();
  const policy = answer.headers.get("Content-Security-Policy");
  const nonce = /nonce="([^"]+)"/.exec(page)?.[1];
  assert.ok(nonce && policy.includes(`'nonce-${nonce}'`), "the page's nonce is not its policy's");
  assert.ok(!/script-src[^;]*unsafe/.test(policy));
  const again = await (await fetch(house)).text();
  assert.ok(!again.includes(nonce), "a nonce was used twice");
});

test("night looks as good to axe as day", () =>
  visit({ night: true }, async (visitor) => {
    await visitor.becomes("Carmen Ortega");
    await visitor.accessible();
    await visitor.goes("/me");
    await visitor.accessible();
  }));
