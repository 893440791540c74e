export const en = {
  skip: "Skip to the content",
  unreachable: "The studio's server does not respond. Is `edunn studio` still running?",
  status: (status: number) => `The server responded with HTTP status ${status}.`,
  loading: "Loading …",
  close: "Close",
  screensLabel: "Screens",
  screens: {
    lab: "Lab",
    inside: "Inside",
    draw: "Draw",
    evolve: "Evolve",
    results: "Results",
    runs: "Runs",
  },
  theme: "Theme",
  themes: { system: "System", light: "Light", dark: "Dark" },
  language: "Language",
  motion: "Reduce motion",
  keys: "Keyboard shortcuts",
  keysHint: "Single-key shortcuts work while you are not typing.",
  link: "Copy link",
  linkDone: "Link copied",
  connection: {
    connecting: "Connecting …",
    open: "Connected",
    polling: "Connected, polling every second",
    lost: "Connection lost, trying again …",
  },
  chart: {
    logScale: "Logarithmic scale",
    table: "Show as table",
    epoch: "Epoch",
    empty: "No data yet.",
  },
  lab: {
    status: {
      paused: "paused",
      running: "running",
      finished: "finished",
      diverged: "diverged",
      interrupted: "interrupted",
      failed: "failed",
    },
  },
};

export type Words = typeof en;
