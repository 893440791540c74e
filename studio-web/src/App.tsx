import { Suspense } from "react";
import { I18nProvider } from "react-aria-components";
import { Link, Redirect, Route, Router, Switch as Routes, useLocation } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { CopyButton } from "./parts/CopyButton";
import { Broken, ErrorBoundary } from "./parts/ErrorBoundary";
import { KeysHelp } from "./parts/KeysHelp";
import { Select, Switch } from "./parts/widgets";
import { type Language, type Theme, usePrefs } from "./store/prefs";
import { useRuns } from "./store/runs";
import { Tour } from "./views/tour";
import { VIEWS } from "./views/views";
import { useWords } from "./words";

/** The path behind the `#`; the part after a `?` describes the experiment, not the screen. */
function useHashPath(): ReturnType<typeof useHashLocation> {
  const [path, go] = useHashLocation();
  return [path.split("?")[0] ?? "/", go];
}
useHashPath.hrefs = (href: string) => `#${href}`;

export function App() {
  const language = usePrefs((prefs) => prefs.language);
  return (
    <I18nProvider locale={language}>
      <Router hook={useHashPath}>
        <SkipLink />
        <Head />
        <main id="main" tabIndex={-1}>
          <Screens />
        </main>
      </Router>
    </I18nProvider>
  );
}

/** The screen of the address; one that cannot be drawn leaves the others within reach. */
function Screens() {
  const [path] = useLocation();
  return (
    <ErrorBoundary key={path} fallback={(error, retry) => <Broken error={error} retry={retry} />}>
      <Suspense fallback={<Loading />}>
        <Routes>
          {VIEWS.map(({ path, Screen }) => (
            <Route key={path} path={path} component={Screen} />
          ))}
          <Route>
            <Redirect to="/lab" />
          </Route>
        </Routes>
      </Suspense>
    </ErrorBoundary>
  );
}

/** The router owns the address's hash, so the focus is moved by script. */
function SkipLink() {
  const words = useWords();
  return (
    <a
      className="skip"
      href="#main"
      onClick={(event) => {
        event.preventDefault();
        document.getElementById("main")?.focus();
      }}
    >
      {words.skip}
    </a>
  );
}

function Loading() {
  return <p className="soft">{useWords().loading}</p>;
}

function Head() {
  const words = useWords();
  const [path] = useLocation();
  return (
    <header className="head">
      <h1>
        <img src="./icon.svg" alt="" width="26" height="26" /> EduNN
      </h1>
      <nav aria-label={words.screensLabel}>
        {VIEWS.map((view) => (
          <Link
            key={view.path}
            href={view.path}
            aria-current={path.startsWith(view.path) ? "page" : undefined}
          >
            {words.screens[view.title]}
          </Link>
        ))}
      </nav>
      <Preferences />
    </header>
  );
}

/** Personal preferences, and the help for the keys. */
function Preferences() {
  const words = useWords();
  const { theme, language, stillness, set } = usePrefs();
  const connection = useRuns((state) => state.connection);
  const themes: Theme[] = ["system", "light", "dark"];
  return (
    <div className="prefs">
      <span className="connection" data-connection={connection} role="status">
        {words.connection[connection]}
      </span>
      <Tour />
      <CopyButton text={() => location.href} title={words.link} done={words.linkDone} />
      <KeysHelp />
      <Switch label={words.motion} isOn={stillness} onChange={(isOn) => set({ stillness: isOn })} />
      <Select
        label={words.theme}
        value={theme}
        options={themes.map((value) => ({ value, title: words.themes[value] }))}
        onChange={(value) => set({ theme: value as Theme })}
      />
      <Select
        label={words.language}
        value={language}
        options={[
          { value: "en", title: "English" },
          { value: "es", title: "Español" },
        ]}
        onChange={(value) => set({ language: value as Language })}
      />
    </div>
  );
}
