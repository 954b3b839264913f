/// <reference types="vitest/config" />
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig, type Plugin } from "vite";

/** Fonts come in two forms; every engine that Parvis runs in reads the smaller one. */
const smallFontsOnly: Plugin = {
  name: "small-fonts-only",
  enforce: "pre",
  transform: (code, id) =>
    id.includes("@fontsource") && id.endsWith(".css")
      ? code.replace(/,\s*url\([^)]*\.woff\)\s*format\(['"]woff['"]\)/g, "")
      : undefined,
};

export default defineConfig(({ mode }) => ({
  // Relative, because the window serves the page from an address of its own.
  base: "./",
  plugins: [smallFontsOnly, svelte()],
  // Under vitest, Svelte's browser half is wanted: the tests look at a document.
  resolve: mode === "test" ? { conditions: ["browser"] } : {},
  server: { fs: { allow: [".."] } },
  build: {
    // WebKitGTK of Debian 12.
    target: ["safari16.4", "es2022"],
    // Fonts stay files, so that the window's content policy needs no exception for data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    // axe-core takes its time on a busy machine.
    testTimeout: 20_000,
    setupFiles: ["src/testing/setup.ts"],
  },
}));
