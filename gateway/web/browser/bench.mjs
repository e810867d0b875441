// Measures the front end before a house: `deploy/parley bench web` starts one,
// lets people sit down at a large table, and reads the figures that are printed
// here, one object a line. What comes in by the environment: PARLEY_URL, and for
// the table PARLEY_BENCH_TABLE = {"id", "packages", "tokens"} in JSON.
import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import { launch } from "./chromium.mjs";

const house = process.env.PARLEY_URL;
const table = JSON.parse(process.env.PARLEY_BENCH_TABLE ?? "null");
const browser = await launch();
try {
  await firstPage();
  await cold();
  if (table) {
    await elsewhere();
    await large();
  }
} finally {
  await browser.close();
}

function figure(name, value, unit, most) {
  const aim = most === undefined ? {} : { aim: `≤ ${most} ${unit}`, met: value <= most };
  console.log(JSON.stringify({ name, value: Math.round(value * 10) / 10, unit, ...aim }));
}

/** A browser of its own memory, at a desk; with somebody's session, if one is given. */
async function opens(token) {
  const context = await browser.newContext({
    baseURL: house,
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
  });
  if (token) await context.addCookies([{ name: "parley", value: token, url: house }]);
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  return page;
}

async function asked(page, query, variables) {
  const answer = await page.request.post(`${house}/graphql`, { data: { query, variables } });
  const { data, errors } = await answer.json();
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}

/** What a stranger's first page loads. */
async function firstPage() {
  const page = await opens();
  const scripts = [];
  const styles = [];
  page.on("response", async (answer) => {
    const kind = answer.request().resourceType();
    if (kind === "script") scripts.push(await answer.body());
    if (kind === "stylesheet") styles.push(await answer.body());
  });
  await page.goto("/", { waitUntil: "networkidle" }).catch(() => {});
  await page.getByRole("heading", { level: 1 }).waitFor();
  const packed = (bodies) => bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1024;
  figure("first page: scripts, gzip", packed(scripts), "KB", 260);
  figure("first page: styles, gzip", packed(styles), "KB");
  await page.context().close();
}

/** How long until a stranger with a slow phone and an empty cache can use the first page. */
async function cold() {
  const times = { 1: [], 4: [] };
  for (let repeat = 0; repeat < 5; repeat++) {
    for (const rate of [1, 4]) {
      const page = await opens();
      const tools = await page.context().newCDPSession(page);
      await tools.send("Network.setCacheDisabled", { cacheDisabled: true });
      await tools.send("Emulation.setCPUThrottlingRate", { rate });
      await page.goto("/", { waitUntil: "commit" });
      await page.locator("main :is(a, button)").first().waitFor();
      // Its own clock, and not ours with the way to the browser in it.
      times[rate].push(
        await page.evaluate(
          () => new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(performance.now())))),
        ),
      );
      await page.context().close();
    }
  }
  figure("first page: usable with a cold cache at 4 × CPU throttling, p50", middle(times[4]), "ms", 1500);
  figure("first page: usable with a cold cache, no throttling, p50", middle(times[1]), "ms");
}

/** From a click on a position in one browser until another shows it. */
async function elsewhere() {
  const seen = [];
  const [id] = table.packages;
  const address = `/n/${table.id}/packages/${id}`;
  const [here, there] = [await opens(table.tokens[0]), await opens(table.tokens[1])];
  await here.goto(address);
  await there.goto(address);
  await there.getByText("Live", { exact: true }).waitFor();
  const form = here.getByRole("form", { name: "What does your seat think?" });
  for (let repeat = 0; repeat < 12; repeat++) {
    const reason = `Seen the ${repeat + 1}. time, ${randomUUID()}`;
    await form.getByRole("radio", { name: repeat % 2 ? "Likes it" : "Can live with it" }).click();
    await form.getByRole("textbox").first().fill(reason);
    // Both run on this machine: each page's wall clock is the same.
    const shown = there.evaluate(
      (text) =>
        new Promise((done) => {
          const look = () => document.querySelector("main").textContent.includes(text) && done(Date.now());
          new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
        }),
      reason,
    );
    await here.evaluate(() =>
      document.addEventListener("click", () => (window.clicked = Date.now()), { capture: true, once: true }),
    );
    await form.getByRole("button", { name: "Take the position" }).click();
    seen.push((await shown) - (await here.evaluate(() => window.clicked)));
  }
  figure("a position in one browser is seen in another, p50", middle(seen.slice(2)), "ms", 300);
  figure("a position in one browser is seen in another, worst", Math.max(...seen.slice(2)), "ms");
  await here.context().close();
  await there.context().close();
}

/** The longest task while a table of forty seats and forty terms is scrolled, walked by keys and changed by others. */
async function large() {
  const page = await opens(table.tokens[0]);
  await page.goto(`/n/${table.id}`);
  await page.getByRole("gridcell").first().waitFor();
  await page.waitForTimeout(2000);
  const cells = await page.getByRole("gridcell").count();
  await page.evaluate(() => {
    window.tasks = [];
    new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
      entryTypes: ["longtask"],
    });
  });
  const longest = async (work) => {
    await page.evaluate(() => (window.tasks.length = 0));
    await work();
    await page.waitForTimeout(500);
    return page.evaluate(() => Math.max(0, ...window.tasks));
  };
  const grid = page.getByRole("grid");
  await grid.scrollIntoViewIfNeeded();
  const scrolling = await longest(async () => {
    await grid.hover();
    for (let step = 0; step < 40; step++) await page.mouse.wheel(step % 2 ? 120 : 0, step % 2 ? 0 : 120);
  });
  const walking = await longest(async () => {
    await page.getByRole("gridcell").first().focus();
    for (let step = 0; step < 40; step++) await page.keyboard.press(step % 2 ? "ArrowDown" : "ArrowRight");
  });
  const others = await opens(table.tokens[1]);
  const updating = await longest(async () => {
    for (const [place, term] of table.terms.slice(0, 10).entries()) {
      const input = {
        commandId: randomUUID(),
        negotiation: table.id,
        package: table.packages[0],
        term,
        stance: place % 2 ? "likes" : "canLiveWith",
      };
      const data = await asked(
        others,
        "mutation($input: TakePositionInput!) { takePosition(input: $input) { errors { message } } }",
        { input },
      );
      if (data.takePosition.errors.length > 0) throw new Error(JSON.stringify(data));
    }
    await page.waitForTimeout(1000);
  });
  const name = `table of ${cells} fields: longest task`;
  figure(`${name} while it is scrolled`, scrolling, "ms", 100);
  figure(`${name} while keys walk through it`, walking, "ms", 100);
  figure(`${name} while others take positions`, updating, "ms", 100);
}

function middle(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}
