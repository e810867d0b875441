import assert from "node:assert/strict";
import { test } from "node:test";
import { endless, everywhere, hostile, inert, visit } from "./visit.mjs";

const name = (visitor) =>
  visitor.page.getByLabel(visitor.words("The name that others see", "El nombre que ven los demás"));
const save = (visitor) =>
  visitor.page
    .getByRole("form", { name: visitor.words("Name", "Nombre"), exact: true })
    .getByRole("button", { name: visitor.words("Save", "Guardar") });

everywhere("a name is changed, and everybody's screens say so", async (visitor) => {
  await visitor.isNew();
  await visitor.goes("/me");
  await name(visitor).fill("Nadia Wells-Ortega");
  await save(visitor).click();
  await visitor.page.getByRole("heading", { level: 1, name: "Nadia Wells-Ortega" }).waitFor();
  await visitor.accessible();
  await visitor.fits();
});

test("a refusal stands beside the field in the reader's language, and what was typed stays", () =>
  visit({ language: "es" }, async (visitor) => {
    await visitor.isNew();
    await visitor.goes("/me");
    await name(visitor).fill("x".repeat(300));
    await save(visitor).click();
    const field = name(visitor);
    await visitor.page.locator("[aria-invalid=true]").waitFor();
    assert.equal(await field.inputValue(), "x".repeat(300));
    const told = await field.getAttribute("aria-describedby");
    assert.ok(told, "the error does not describe the field");
    assert.match(await visitor.page.locator(`[id="${told.split(" ").at(-1)}"]`).textContent(), /largo|120/);
    await visitor.accessible();
  }));

test("what was typed is back after a reload", () =>
  visit({}, async (visitor) => {
    await visitor.isNew();
    await visitor.goes("/me");
    await name(visitor).fill("Nadia in between");
    await visitor.page.reload();
    await visitor.page.getByText("What you had typed here is back.").waitFor();
    assert.equal(await name(visitor).inputValue(), "Nadia in between");
    await visitor.page.getByRole("button", { name: "Start over" }).click();
    assert.equal(await name(visitor).inputValue(), "Nadia Wells");
  }));

test("whatever is written as a name is a name", () =>
  visit({}, async (visitor) => {
    await visitor.isNew();
    await visitor.goes("/me");
    for (const text of [...hostile, endless]) {
      await name(visitor).fill(text.slice(0, 120));
      await save(visitor).click();
      await visitor.page.getByRole("button", { name: "Save" }).first().isEnabled();
      await inert(visitor.page);
      await visitor.fits();
    }
  }));

test("a name is changed with the keyboard alone", () =>
  visit({}, async (visitor) => {
    await visitor.isNew();
    await visitor.goes("/me");
    await visitor.reaches(name(visitor));
    await visitor.page.keyboard.press("End");
    await visitor.page.keyboard.type(" II");
    await visitor.presses(save(visitor));
    await visitor.page.getByRole("heading", { level: 1, name: "Nadia Wells II" }).waitFor();
  }));

test("a key to sign with is made in the browser and made known", () =>
  visit({}, async (visitor) => {
    await visitor.isNew();
    await visitor.goes("/me#keys");
    await visitor.page.getByRole("button", { name: "Make a key on this device" }).click();
    await visitor.page.getByText("on this device").first().waitFor();
    await visitor.accessible();
  }));

test("a letter's link leads to the mail settings, an event's link to its page", () =>
  visit({}, async (visitor) => {
    await visitor.isNew();
    await visitor.page.goto("/?view=mail");
    await visitor.page.getByRole("heading", { level: 2, name: "Mail" }).waitFor();
    await visitor.page.goto("/?node=org_nobody");
    await visitor.page.waitForURL("**/o/org_nobody");
  }));
