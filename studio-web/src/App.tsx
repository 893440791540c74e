import { Suspense, useEffect } from "react";
import { I18nProvider } from "react-aria-components";
import { Link, Redirect, Route, Router, Switch as Routes, useLocation } from "wouter";
import { useHashLocation } from "wouter/use-hash-location";
import { CopyButton } from "./parts/CopyButton";
import { Broken, ErrorBoundary } from "./parts/ErrorBoundary";
import { Popup } from "./parts/Drawer";
import { KeysHelp, openKeysHelp } from "./parts/KeysHelp";
import { Waiting, WaitingLine } from "./parts/Waiting";
import { Button, Select, Switch } from "./parts/widgets";
import { type Language, type Theme, usePrefs } from "./store/prefs";
import { useRuns } from "./store/runs";
import { useShortcuts } from "./store/shortcuts";
import { Tour, TourButton } from "./views/tour";
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
        <Tour />
        <main id="main" tabIndex={-1}>
          <Screens />
        </main>
        <WaitingLine />
      </Router>
    </I18nProvider>
  );
}

/** The screen of the address; one that cannot be drawn leaves the others within reach. */
function Screens() {
  const [path] = useLocation();
  return (
    <ErrorBoundary key={path} fallback={(error, retry) => <Broken error={error} retry={retry} />}>
      <Suspense fallback={<Waiting />}>
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
        focusMain();
      }}
    >
      {words.skip}
    </a>
  );
}

const focusMain = () => document.getElementById("main")?.focus();

function Head() {
  const words = useWords();
  const [path, go] = useLocation();
  const shown = VIEWS.find((view) => path.startsWith(view.path));
  useEffect(() => {
    if (shown) document.title = words.pageTitle(words.screens[shown.title]);
  }, [shown, words]);
  useShortcuts({
    screen: (digit) => {
      go(VIEWS[Number(digit) - 1]?.path ?? path);
      focusMain(); // what held the focus may go away
    },
  });
  return (
    <header className="head">
      <h1>
        <img src="./icon.svg" alt="" width="26" height="26" /> EduNN
      </h1>
      <nav aria-label={words.screensLabel}>
        {VIEWS.map((view) => (
          <Link key={view.path} href={view.path} aria-current={view === shown ? "page" : undefined}>
            {words.screens[view.title]}
          </Link>
        ))}
      </nav>
      <Preferences />
    </header>
  );
}

/** The help for the keys, and the menu with the preferences and the tour. */
function Preferences() {
  return (
    <div className="prefs" data-menu>
      <Connection />
      <KeysHelp />
      <PreferencesMenu />
    </div>
  );
}

/** Seen only when something is wrong with it; screen readers hear every change. */
function Connection() {
  const words = useWords();
  const connection = useRuns((state) => state.connection);
  return (
    <span
      className={connection === "lost" ? "connection" : "connection unseen"}
      data-connection={connection}
      role="status"
    >
      {words.connection[connection]}
    </span>
  );
}

/** Theme, language, motion, the link to this screen, the tour and the keys. */
function PreferencesMenu() {
  const words = useWords();
  const { theme, language, stillness, set } = usePrefs();
  const themes: Theme[] = ["system", "light", "dark"];
  return (
    <Popup label={words.prefs} sign={<PreferencesSign />}>
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
      <Switch label={words.motion} isOn={stillness} onChange={(isOn) => set({ stillness: isOn })} />
      <CopyButton text={() => location.href} title={words.link} done={words.linkDone} />
      <TourButton />
      <Button slot="close" onPress={openKeysHelp}>
        {words.keys}
      </Button>
    </Popup>
  );
}

/** Three sliders. */
function PreferencesSign() {
  return (
    <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" className="strokes">
      <path d="M4 7h9M17 7h3M4 12h3M11 12h9M4 17h7M15 17h5" />
      <circle cx="15" cy="7" r="2" />
      <circle cx="9" cy="12" r="2" />
      <circle cx="13" cy="17" r="2" />
    </svg>
  );
}
