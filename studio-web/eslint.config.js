import js from "@eslint/js";
import { defineConfig, globalIgnores } from "eslint/config";
import a11y from "eslint-plugin-jsx-a11y-x";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

export default defineConfig(
  globalIgnores(["src/engine/schema.d.ts"]),
  js.configs.recommended,
  tseslint.configs.strict,
  {
    files: ["src/**/*.{ts,tsx}"],
    extends: [a11y.configs.strict, hooks.configs.flat.recommended],
    rules: {
      "jsx-a11y-x/no-noninteractive-tabindex": ["error", { roles: ["region"] }], // the keyboard scrolls it
      "jsx-a11y-x/no-interactive-element-to-noninteractive-role": ["error", { canvas: ["img"] }],
      "jsx-a11y-x/no-static-element-interactions": "off", // a drop target has a file field beside it
      "jsx-a11y-x/no-noninteractive-element-interactions": "off",
      "react-hooks/exhaustive-deps": "error",
      "max-lines": ["error", { max: 260, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["scripts/*.mjs"],
    languageOptions: { globals: { URL: "readonly", console: "readonly", process: "readonly" } },
  },
);
