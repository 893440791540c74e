import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App";
import { Broken, ErrorBoundary } from "./parts/ErrorBoundary";
import { readAddress } from "./store/experiment";
import { applyPreferences } from "./store/prefs";
import { followServer } from "./store/runs";
import { welcome } from "./views/tour/store";
import "./styles/tokens.css";
import "./styles/base.css";

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no element called root.");
applyPreferences();
readAddress(location.hash);
welcome(location.hash); // before the Lab writes its experiment into the address
// a link pasted over the current one
addEventListener("hashchange", () => readAddress(location.hash));
followServer();
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary fallback={(error, retry) => <Broken error={error} retry={retry} />}>
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
