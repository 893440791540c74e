// Generates src/engine/schema.d.ts, the types of the API, from the server's OpenAPI description.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter } from "node:path";
import { fileURLToPath } from "node:url";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";

const path = (relative) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const target = path("studio-web/src/engine/schema.d.ts");

/** This checkout's Python, as `make` installs it; else the one on the PATH, which needs the studio extra. */
function python() {
  const own = [".venv/bin/python", ".venv/Scripts/python.exe"].map(path);
  return own.find(existsSync) ?? (process.platform === "win32" ? "python" : "python3");
}

const { PYTHONPATH = "" } = process.env;
const description = execFileSync(python(), ["-m", "edunn.studio.server.app"], {
  env: { ...process.env, PYTHONPATH: `${path("src")}${delimiter}${PYTHONPATH}` },
  maxBuffer: 64 * 1024 * 1024,
  stdio: ["ignore", "pipe", "inherit"],
});
const types = COMMENT_HEADER + astToString(await openapiTS(JSON.parse(description)));
if (!existsSync(target) || readFileSync(target, "utf8") !== types) writeFileSync(target, types);
