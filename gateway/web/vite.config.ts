import { resolve } from "node:path";
import { defineConfig } from "vite";

// Each page is an entry of its own, so that the tools of developers weigh
// nothing on the pages of people.
export default defineConfig({
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
    proxy: { "/graphql": { target: "http://127.0.0.1:8080", ws: true } },
  },
  worker: { format: "es" },
});
