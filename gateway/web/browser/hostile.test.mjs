// What a hostile hand writes into a field is text, wherever it is shown: nothing
// of it is carried out, and no page breaks of it. It is written by the public
// API, which takes more than a form lets through, and looked at by others.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { does, person } from "./asks.mjs";
import { endless, hostile, house, inert, visit, widths } from "./visit.mjs";

/** All of it in one text, of so many letters. */
const worst = (most) => `${hostile.join(" ")} ${endless}`.slice(0, most);

/** Policies that browsers have seen broken, and reported. */
async function reports() {
  const metrics = await (await fetch(`${house}/metrics`)).text();
  return Number(/parley_csp_reports_total\S* (\d+)/.exec(metrics)?.[1]);
}

/** An initiative with a table, whose every text is hostile; returns where it is seen. */
async function written(visitor) {
  const { page } = visitor;
  await visitor.isNew();
  const { organization } = await does(
    page,
    "foundOrganization",
    { name: worst(120), purpose: worst(2000) },
    "organization { id }",
  );
  await actFor(page, organization.id);
  const visions = { person: worst(1000), organization: worst(1000), economy: worst(1000) };
  const opened = {
    title: worst(120),
    purpose: worst(2000),
    level: 1,
    visions,
    zone: "Europe/Madrid",
    languages: ["en", "es"],
  };
  const { initiative } = await does(page, "openInitiative", opened, "initiative { id }");
  await does(page, "addClass", { initiative: initiative.id, name: worst(60) });
  const { seat } = await does(
    page,
    "openSeat",
    { initiative: initiative.id, class: worst(60), name: worst(100) },
    "seat { id }",
  );
  const expires = new Date(Date.now() + 5 * 86_400_000).toISOString();
  const { token } = await does(
    page,
    "inviteSeat",
    { seat: seat.id, name: worst(100), note: worst(500), expires },
    "token",
  );
  const table = { initiative: initiative.id, title: worst(120), groundRules: { sealedRounds: false } };
  const { negotiation } = await does(page, "openNegotiation", table, "negotiation { id }");
  const term = {
    negotiation: negotiation.id,
    key: "worst",
    name: worst(80),
    kind: "text",
    clause: `{value} ${worst(400)}`,
  };
  await does(page, "addTerm", term);
  const talk = { initiative: initiative.id, question: worst(200), audience: "table" };
  const { conversation } = await does(page, "openConversation", talk, "conversation { id }");
  await does(page, "makeStatement", { conversation: conversation.id, text: worst(140) });
  const tabs = [
    "",
    "/text",
    "/packages",
    "/packages/new",
    "/rooms",
    "/asks",
    "/seal",
    "/rounds",
    "/decisions",
    "/ground",
  ];
  return [
    `/o/${organization.id}`,
    `/i/${initiative.id}`,
    `/p/${initiative.id}`,
    `/c/${conversation.id}`,
    `/invite/${token}`,
    "/",
    ...tabs.map((tab) => `/n/${negotiation.id}${tab}`),
  ];
}

async function actFor(page, organization) {
  const query = "mutation($organization: ID) { actFor(organization: $organization) { errors { code } } }";
  await page.request.post(`${house}/graphql`, { data: { query, variables: { organization } } });
}

// Here, since the count is the house's: in another file it would count between ours.
test("browsers are heard when a page breaks its policy", async () => {
  const before = await reports();
  assert.ok(Number.isFinite(before), "reports are not counted");
  await fetch(`${house}/csp-report`, { method: "POST", body: "{}" });
  assert.equal(await reports(), before + 1);
});

for (const [width, language, night] of [
  [widths.desk, "en", false],
  [widths.phone, "es", true],
]) {
  test(`whatever is written is text on every page: ${width} px, ${language}`, { timeout: 200_000 }, async () => {
    const before = await reports();
    await visit({ width, language, night }, async (visitor) => {
      const wrong = [];
      for (const path of await written(visitor)) {
        try {
          await visitor.goes(path);
          await inert(visitor.page);
          await visitor.fits();
        } catch (error) {
          wrong.push(`${path}: ${error.message.slice(0, 1500)}`);
        }
      }
      assert.deepEqual(wrong, []);
    });
    assert.equal(await reports(), before, "a browser has reported that a policy was broken");
  });
}

test("what is typed into every field of a page stays in it", { timeout: 200_000 }, () =>
  visit({ width: widths.phone }, async (visitor) => {
    const { page } = visitor;
    await person(page, "Inés Soler");
    for (const path of ["/new", "/directory", "/me"]) {
      await visitor.goes(path);
      await page.locator("main :is(input, textarea)").first().waitFor();
      const fields = await page.locator("main :is(input, textarea)").all();
      for (const field of fields) {
        const kind = (await field.getAttribute("type")) ?? "text";
        if (!["text", "search", "email", "password"].includes(kind) || !(await field.isVisible())) continue;
        await field.fill(`${randomUUID()} ${worst(10_000)}`);
      }
      await page.keyboard.press("Tab");
      await inert(page);
      await visitor.fits();
    }
  }),
);
