/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/** Every browser that runs the page reads woff2; KaTeX names each font in two older formats, too. */
const woff2Only: Plugin = {
  name: "woff2-only",
  enforce: "pre",
  transform: (code, id) =>
    id.endsWith("katex.min.css")
      ? code.replace(/,url\([^)]*\) format\("(?:woff|truetype)"\)/g, "")
      : null,
};

export default defineConfig({
  plugins: [react(), woff2Only],
  base: "./",
  build: {
    outDir: "../src/edunn/studio/page",
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0, // the server's Content-Security-Policy allows no data: scripts
  },
  server: {
    proxy: { "/api": "http://127.0.0.1:8650", "/predict": "http://127.0.0.1:8650" },
    fs: { allow: [".."] }, // the Spanish of messages and names stands beside the English, in Python
  },
  test: {
    environment: "jsdom",
    css: true, // the styles are read by their laws
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/setup.test-env.ts"],
  },
});
