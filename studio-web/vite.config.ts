/// <reference types="vitest/config" />
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  base: "./",
  build: {
    outDir: "../src/edunn/studio/page",
    emptyOutDir: true,
    manifest: true,
    assetsInlineLimit: 0, // the server's Content-Security-Policy allows no data: scripts
  },
  server: { proxy: { "/api": "http://127.0.0.1:8650", "/predict": "http://127.0.0.1:8650" } },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/setup.test-env.ts"],
  },
});
