// From the invitation alone to a first act: how many clicks it takes. Typing is
// not counted, every press of a button or link is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accountFields, asked, clicks, somebody } from "./invited.mjs";
import { visit } from "./visit.mjs";

const most = 6;

test("a delegate with an invitation sits at the table", async () => {
  const { invite } = await somebody();
  const token = await invite("Night bakers");
  await visit({ width: 390, language: "es" }, async (visitor) => {
    const press = clicks(visitor);
    await visitor.goes(`/invite/${token}`);
    await visitor.fits();
    await visitor.accessible();
    await press("link", /^Ocupar el asiento/);
    await accountFields(visitor, "Delegada");
    await press("button", "Crear cuenta y seguir");
    await visitor.page.getByLabel("Nombre de la organización").fill(`Night bakers ${Date.now()}`);
    await visitor.page.getByLabel("Para qué existe, en una frase").fill("Bread in the morning.");
    await press("button", "Sentarme");
    await visitor.page.waitForURL(/\/n\/neg_/);
    await visitor.settled();
    assert.ok(press.count() <= most, `${press.count()} clicks`);
  });
});

test("whoever is invited says no without an account", async () => {
  const { invite } = await somebody();
  const token = await invite("Day bakers");
  await visit({}, async (visitor) => {
    const press = clicks(visitor);
    await visitor.goes(`/invite/${token}`);
    await press("link", /^No, because/);
    await visitor.page.getByRole("textbox", { name: "Because" }).fill("We bake by day.");
    await press("button", "Decline");
    await visitor.page.getByRole("heading", { level: 1, name: "Declined" }).waitFor();
    assert.ok(press.count() <= most, `${press.count()} clicks`);
    await visitor.goes(`/invite/${token}`);
    await visitor.page.getByRole("heading", { name: "This invitation cannot be used" }).waitFor();
  });
});

test("whoever is invited looks first", async () => {
  const { invite } = await somebody();
  const token = await invite("Evening bakers");
  await visit({}, async (visitor) => {
    const press = clicks(visitor);
    await visitor.goes(`/invite/${token}`);
    await press("link", /^Look first/);
    await accountFields(visitor, "Observer");
    await press("button", "Create account and go on");
    await press("button", "Look on for fourteen days");
    await visitor.page.waitForURL(/\/n\/neg_/);
    await visitor.settled();
    assert.ok(press.count() <= most, `${press.count()} clicks`);
  });
});

test("counsel joins the organization that asked", async () => {
  const { join } = await somebody();
  const token = await join(["counsel"]);
  await visit({}, async (visitor) => {
    const press = clicks(visitor);
    await visitor.goes(`/invite/${token}`);
    await visitor.fits();
    await accountFields(visitor, "Counsel");
    await press("button", "Create account and go on");
    await press("button", "Join");
    await visitor.page.waitForURL(/\/o\/org_/);
    await visitor.settled();
    assert.ok(press.count() <= most, `${press.count()} clicks`);
  });
});

test("an organizer opens an initiative with its table and invitations", () =>
  visit({}, async (visitor) => {
    const press = clicks(visitor);
    const { page } = visitor;
    await visitor.goes("/new");
    await accountFields(visitor, "Organizer");
    await press("button", "Create account and go on");
    await page.getByLabel("Name it in a few words").fill("Bread for the school");
    await page.getByLabel("Say what is wrong and what should be agreed").fill("The bread comes late.");
    await page.getByRole("textbox", { name: "Who, line 1" }).first().fill("Bakers");
    await page.getByRole("textbox", { name: "Class, line 1" }).first().fill("bakers");
    await page.getByRole("textbox", { name: "For each person" }).fill("Fresh bread.");
    await page.getByRole("textbox", { name: "For organizations" }).fill("One delivery.");
    await page.getByRole("textbox", { name: "For the economy between them" }).fill("Fair prices.");
    await press("button", "See what they will read");
    await page.getByLabel("Name of the organization").fill(`School ${Date.now()}`);
    await page.getByLabel("What it is for, in a sentence").fill("Children learn here.");
    await press("button", "Open the initiative");
    await page.getByRole("heading", { name: "It is open" }).waitFor({ timeout: 30_000 });
    assert.ok(press.count() <= most, `${press.count()} clicks`);
    const address = await asked(page, "Bakers");
    await visitor.goes(new URL(address).pathname);
    await page.getByRole("heading", { level: 1, name: "Bread for the school" }).waitFor();
  }));

test("a wrong token says what may be the matter, and not which", () =>
  visit({ width: 390 }, async (visitor) => {
    await visitor.goes("/invite/no-such-token");
    await visitor.page.getByRole("heading", { name: "This invitation cannot be used" }).waitFor();
    await visitor.fits();
    await visitor.accessible();
  }));
