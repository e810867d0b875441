// Photographs every page of routes.mjs at both widths, in both languages, and at
// night once: into PARLEY_SHOTS.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { routes } from "./routes.mjs";
import { house, languages, visit, widths } from "./visit.mjs";

const folder = process.env.PARLEY_SHOTS ?? join(import.meta.dirname, "../shots");
const wanted = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
let taken = 0;
let failed = 0;

for (const route of routes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
  for (const [place, width] of Object.entries(widths)) {
    for (const language of languages) await shoot(route, `${place}.${language}`, { width, language });
  }
  await shoot(route, "night.en", { night: true });
}
console.log(`shots: ${taken} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function shoot({ name, as, at }, suffix, options) {
  try {
    await visit(options, async (visitor) => {
      if (as) await visitor.becomes(as);
      const path = typeof at === "string" ? at : await at((query) => asked(visitor.page, query));
      if (path !== "/" || !as) await visitor.goes(path);
      await visitor.page.evaluate(() => document.fonts.ready);
      await visitor.page.screenshot({ path: join(folder, `${name}.${suffix}.png`), fullPage: true });
      await visitor.fits();
    });
    taken++;
  } catch (error) {
    failed++;
    console.error(`${name}.${suffix}: ${error.message}`);
  }
}

/** Asks the API with the visitor's cookie. */
async function asked(page, query) {
  const answer = await page.request.post(`${house}/graphql`, { data: { query } });
  return (await answer.json()).data;
}
