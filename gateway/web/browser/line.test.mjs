import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "./visit.mjs";

const name = ({ page }) => page.getByLabel("The name that others see");
const save = ({ page }) => page.getByRole("form", { name: "Name", exact: true }).getByRole("button", { name: "Save" });

test("what one browser changes another shows by itself", () =>
  visit({}, async (here) => {
    const account = await here.isNew();
    await here.goes("/me");
    await visit({}, async (there) => {
      await there.isNew(account);
      await there.goes("/me");
      await there.page.getByText("Live", { exact: true }).waitFor();
      await name(here).fill("Nadia from afar");
      await save(here).click();
      await there.page.getByRole("heading", { level: 1, name: "Nadia from afar" }).waitFor();
    });
  }));

test("without a network it is said so, nothing is lost, and asking again does it once", () =>
  visit({}, async (visitor) => {
    await visitor.isNew();
    await visitor.goes("/me");
    await visitor.offline(true);
    await visitor.page.getByText("You are offline.").waitFor();
    await name(visitor).fill("Nadia in a tunnel");
    await save(visitor).click();
    const again = visitor.page.getByRole("button", { name: "Ask again" });
    await again.waitFor({ timeout: 30_000 });
    assert.equal(await name(visitor).inputValue(), "Nadia in a tunnel");
    await visitor.offline(false);
    await again.click();
    await visitor.page.getByRole("heading", { level: 1, name: "Nadia in a tunnel" }).waitFor();
    await visitor.page.getByText("Live", { exact: true }).waitFor({ timeout: 30_000 });
  }));

test("whoever switches the language reads everything in it, after a reload too", () =>
  visit({}, async (visitor) => {
    await visitor.isNew();
    await visitor.goes("/me");
    await visitor.page.getByRole("combobox", { name: "Language", exact: true }).selectOption("es");
    await visitor.page.getByRole("heading", { level: 2, name: "Claves para firmar" }).waitFor();
    await visitor.page.reload();
    await visitor.page.getByRole("heading", { level: 2, name: "Claves para firmar" }).waitFor();
    assert.equal(await visitor.page.locator("html").getAttribute("lang"), "es");
  }));

test("whoever logs out is a stranger in every place", () =>
  visit({}, async (visitor) => {
    await visitor.isNew();
    await visitor.goes("/me");
    await visitor.page.getByRole("button", { name: "Log out" }).click();
    await visitor.page.getByRole("heading", { level: 1, name: "Parley" }).waitFor();
    await visitor.goes("/me");
    await visitor.page.getByRole("link", { name: "Log in to see this page." }).waitFor();
  }));

test("a session that is ended elsewhere ends here at once", () =>
  visit({ expects: /status of 401/ }, async (here) => {
    const account = await here.isNew();
    await here.goes("/me");
    await visit({}, async (there) => {
      await there.isNew(account);
      await there.goes("/me");
      await there.page.getByRole("button", { name: "End this session" }).first().click();
      await here.page.getByRole("link", { name: "Log in", exact: true }).first().waitFor();
    });
  }));
