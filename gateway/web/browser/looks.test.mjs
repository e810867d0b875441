// Every page of the routes, by day and by night, on a desk and on a phone: no
// complaint of axe's, nothing wider than the window, nothing cut, no key of a
// sentence instead of the sentence.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { asked, person } from "./asks.mjs";
import { routes } from "./routes.mjs";
import { visit, widths } from "./visit.mjs";

const wanted = process.env.PARLEY_LOOKS?.split(",");

describe("every page looks as it should", { concurrency: 2 }, () => {
  for (const night of [false, true]) {
    for (const [place, width] of Object.entries(widths)) {
      // Each language is seen at both widths and in both themes.
      const language = night === (place === "phone") ? "en" : "es";
      test(`${place}, ${night ? "night" : "day"}, ${language}`, { timeout: 280_000 }, () =>
        looksEverywhere({ width, night, language }),
      );
    }
  }
});

async function looksEverywhere(options) {
  const wrong = [];
  for (const group of byPerson()) {
    await visit(options, async (visitor) => {
      if (group[0].as) await person(visitor.page, group[0].as);
      for (const route of group) {
        try {
          await looks(visitor, route);
        } catch (error) {
          wrong.push(`${route.name} (${visitor.page.url()}): ${error.message.slice(0, 2000)}`);
        }
      }
    }).catch((error) => wrong.push(error.message));
  }
  assert.deepEqual(wrong, []);
}

/** The routes, one list for each person: a visit each. */
function byPerson() {
  const chosen = routes.filter(({ name }) => !wanted || wanted.includes(name));
  return [...new Set(chosen.map(({ as }) => as))].map((name) => chosen.filter(({ as }) => as === name));
}

async function looks(visitor, { at }) {
  const { page } = visitor;
  const path = typeof at === "string" ? at : await at((query) => asked(page, query));
  if (!path) return;
  await visitor.goes(path);
  await visitor.fits();
  await whole(page);
  await visitor.accessible();
}

/** No text is cut or lies over another, and every sentence is one. */
async function whole(page) {
  const wrong = await page.evaluate(() => {
    const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const words = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const elements = [...document.querySelectorAll("main *, header *")].filter(
      (element) =>
        element instanceof HTMLElement &&
        shown(element) &&
        words(element) &&
        !element.closest(".heard, select, [data-scrolls]"),
    );
    const told = (element) => `${element.tagName}.${element.className}: ${element.textContent.trim().slice(0, 60)}`;
    const cut = elements.filter((element) => {
      const { overflowX, textOverflow, display } = getComputedStyle(element);
      const clips = ["hidden", "clip"].includes(overflowX) && textOverflow !== "ellipsis" && display !== "inline";
      return clips && element.scrollWidth > element.clientWidth + 1;
    });
    // A key has dots and no spaces: "table.tabs.label".
    const keys = elements.filter(
      (element) =>
        /^[a-z][A-Za-z]+(\.[a-zA-Z]+)+$|\{\{\w+\}\}/.test(element.textContent.trim()) &&
        !element.closest("code, pre, .theirs"),
    );
    return [
      ...cut.map((element) => `cut: ${told(element)}`),
      ...keys.map((element) => `a key: ${told(element)}`),
    ].slice(0, 8);
  });
  assert.deepEqual(wrong, [], "text is cut, or is no sentence");
}
