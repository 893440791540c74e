import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { readAddress } from "./store/experiment";
import { applyPreferences } from "./store/prefs";
import { followServer } from "./store/runs";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element called root.");
applyPreferences();
readAddress(location.hash);
// a link pasted over the current one
addEventListener("hashchange", () => readAddress(location.hash));
followServer();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
