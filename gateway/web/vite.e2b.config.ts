import { resolve } from "node:path";
import { defineConfig } from "vite";

// Each page is an entry of its own, so that the tools of developers weigh
// nothing on the pages of people.
export default defineConfig({
  // Several people's servers may run over one folder: each keeps its own cache.
  cacheDir: `node_modules/.vite/${process.env.PARLEY_VITE ?? "one"}`,
  optimizeDeps: { entries: ["index.html"] },
  build: {
    outDir: "../internal/http/dist",
    emptyOutDir: true,
    target: "es2023",
    chunkSizeWarningLimit: 6000,
    modulePreload: { polyfill: false },
    rollupOptions: {
      // "use client" speaks to servers that render; there is none here.
      onwarn: (warning, warn) => warning.code === "MODULE_LEVEL_DIRECTIVE" || warn(warning),
      input: {
        home: resolve(import.meta.dirname, "index.html"),
        graphiql: resolve(import.meta.dirname, "graphiql/index.html"),
        outbox: resolve(import.meta.dirname, "outbox/index.html"),
      },
    },
  },
  server: {
    fs: { allow: [".", "../../schema/operations"] },
    // PARLEY_HOUSE is the house to look at while developing.
    proxy: Object.fromEntries(
      ["/graphql", "^/log(?!in)", "/agreements", "/calendar.ics", "/files"].map((path) => [
        path,
        {
          target: process.env.PARLEY_HOUSE ?? "http://127.0.0.1:8080",
          ws: true,
          changeOrigin: true,
          headers: { origin: "" },
        },
      ]),
    ),
  },
  worker: { format: "es" },
});
