// What every browser test begins with: a visit, which fails when the page does
// what a page may not, however well the rest of the test went.
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, test } from "node:test";
import { launch } from "./chromium.mjs";

/** Where the house is; the step `browser` starts one. */
export const house = process.env.PARLEY_URL ?? "http://127.0.0.1:8080";

export const widths = { desk: 1440, phone: 390 };
export const languages = ["en", "es"];

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser;
let open = 0;

/**
 * Lets somebody visit: in a browser of its own memory, at a width, in a
 * language, with the colours of day or night. `expects` is what the browser may
 * say to its console because the test is about just that.
 */
export async function visit({ width = widths.desk, language = "en", night = false, expects = gone } = {}, story) {
  browser ??= launch();
  open++;
  const context = await (await browser).newContext({
    baseURL: house,
    locale: language,
    colorScheme: night ? "dark" : "light",
    viewport: { width, height: width < 600 ? 844 : 900 },
    hasTouch: width < 600,
    timezoneId: "Europe/Madrid",
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints = await watch(page, expects);
  const visitor = new Visitor(page, { width, language });
  try {
    await story(visitor);
    await visitor.settled();
    assert.deepEqual(complaints, [], "the page did what it may not");
  } catch (error) {
    error.message += `\n  at ${page.url()}, ${width} px, ${language}${complaints.length ? `\n  ${complaints.join("\n  ")}` : ""}`;
    throw error;
  } finally {
    await context.close();
    if (--open === 0) {
      const last = browser;
      browser = undefined;
      await (await last).close();
    }
  }
}

/** The same story at both widths and in both languages. */
export function everywhere(name, story) {
  describe(name, { concurrency: 2 }, () => {
    for (const [place, width] of Object.entries(widths)) {
      for (const language of languages) {
        test(`${place}, ${language}`, () => visit({ width, language }, story));
      }
    }
  });
}

/** What a browser says of a network that is gone. */
const gone = /net::ERR_(INTERNET_DISCONNECTED|NETWORK_CHANGED|CONNECTION_REFUSED)/;

/** Notes everything that no page of ours may do. */
async function watch(page, expects) {
  const complaints = [];
  const origin = new URL(house).origin;
  await page.exposeFunction("parleyPolicy", (what) => complaints.push(`policy broken: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) =>
      window.parleyPolicy(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !gone.test(message.text()) && !expects.test(message.text()))
      complaints.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (!["data:", "blob:"].includes(url.protocol) && url.origin !== origin)
      complaints.push(`request to ${url.origin}`);
  });
  return complaints;
}

/** Somebody with a page before them, who only has eyes, ears, a mouse and keys. */
export class Visitor {
  constructor(page, { width, language }) {
    this.page = page;
    this.width = width;
    this.language = language;
  }

  get phone() {
    return this.width < 600;
  }

  /** The words for the language of this visit. */
  words(en, es) {
    return this.language === "es" ? es : en;
  }

  async goes(path) {
    await this.page.goto(path);
    await this.settled();
  }

  /** Waits until the page has its heading and nothing is on its way. */
  async settled() {
    await this.page.getByRole("heading", { level: 1 }).first().waitFor();
    await this.page.locator(".loading").first().waitFor({ state: "detached" });
  }

  /** Becomes somebody of the stories, by a click on the first page. */
  async becomes(name) {
    await this.goes("/");
    await this.page.getByRole("button", { name }).click();
    await this.page.getByRole("heading", { level: 1, name: this.words("Today", "Hoy") }).waitFor();
  }

  /** Is somebody of whom no other test knows, and logs in. The same somebody, where an account is given. */
  async isNew(account = { email: `${randomUUID()}@example.org`, password: "correct horse battery", made: false }) {
    if (!account.made) await signUp(account);
    account.made = true;
    const { page } = this;
    await this.goes("/login");
    await page.getByLabel(this.words("E-mail address", "Correo electrónico")).fill(account.email);
    await page.getByLabel(this.words("Password", "Contraseña"), { exact: true }).fill(account.password);
    const main = page.getByRole("main");
    await main.getByRole("button", { name: this.words("Log in", "Iniciar sesión") }).click();
    await page.getByRole("heading", { level: 1, name: this.words("Today", "Hoy") }).waitFor();
    return account;
  }

  /** Loses the network, or finds it again. What a browser then writes to its console is no defect. */
  async offline(is) {
    await this.page.context().setOffline(is);
  }

  /** Finds a control of the bar; at phone width it lies behind the menu. */
  async menu() {
    const button = this.page.getByRole("button", { name: this.words("Menu", "Menú") });
    if (this.phone && (await button.getAttribute("aria-expanded")) !== "true") await button.click();
    return this.page.getByRole("banner");
  }

  /** Goes to a control by Tab alone, as somebody without a mouse does. */
  async reaches(control, most = 150) {
    for (let pressed = 0; pressed < most; pressed++) {
      if (await control.evaluate((element) => element === document.activeElement)) {
        assert.ok(await seenFocus(control), "what has the keyboard's focus does not show it");
        return;
      }
      await this.page.keyboard.press("Tab");
    }
    assert.fail(`${most} times Tab do not reach ${control}`);
  }

  async presses(control, key = "Enter") {
    await this.reaches(control);
    await this.page.keyboard.press(key);
  }

  /** Looks at the page with axe; the rules of WCAG 2.2 A and AA and good practice. */
  async accessible() {
    await this.settled();
    await this.page.evaluate(axeSource);
    const { violations } = await this.page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    const told = violations.map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).join("; ")}`,
    );
    assert.deepEqual(told, [], "axe has complaints");
  }

  /** Nothing is wider than the window. */
  async fits() {
    const over = await this.page.evaluate(() => {
      const most = document.documentElement.clientWidth + 1;
      if (document.documentElement.scrollWidth <= most) return [];
      return [...document.querySelectorAll("body *")]
        .filter((element) => element.getBoundingClientRect().right > most)
        .slice(0, 5)
        .map((element) => `${element.tagName}.${element.className}: ${element.textContent.slice(0, 40)}`);
    });
    assert.deepEqual(over, [], "the page is wider than the window");
  }
}

/** Opens an account, as the API lets anybody. */
async function signUp({ email, password, name = "Nadia Wells" }) {
  const query = "mutation($input: SignUpInput!) { signUp(input: $input) { errors { message } } }";
  const body = JSON.stringify({ query, variables: { input: { commandId: randomUUID(), name, email, password } } });
  const answer = await fetch(`${house}/graphql`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
  });
  assert.deepEqual((await answer.json()).data.signUp.errors, []);
}

/** True if an element with the focus looks other than without: an outline, or a shadow or border of its own. */
function seenFocus(control) {
  return control.evaluate((element) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(element);
    const marked = outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0;
    return marked || boxShadow !== "none" || element.matches("input, textarea, select") ? Boolean(borderColor) : false;
  });
}

/** What a hostile hand would write into any field. None of it may do anything. */
export const hostile = [
  "<script>window.hostile = 1; alert(1)</script>",
  '"><img src=x onerror="window.hostile = 1">',
  "<svg onload=alert(1)><a href='javascript:alert(1)'>here</a></svg>",
  "[here](javascript:alert(1)) ![x](https://example.org/x.png)",
  "\u202Edesrever si siht\u202C and \u2066\u2067turned",
  "{{name}} $t(title) %s {0}",
  "🧺👩🏽‍🌾 ÄÖ ñ 漢字 العربية עברית",
];

/** Ten thousand letters without a space: the page must break them. */
export const endless = "a".repeat(10_000);

/** Fails if anything that was written was carried out. */
export async function inert(page) {
  assert.equal(await page.evaluate(() => window.hostile), undefined, "a script that somebody wrote was run");
  const made = await page.locator("main script, main img[src=x], main svg[onload], main a[href^='javascript']").count();
  assert.equal(made, 0, "what somebody wrote became an element");
}
