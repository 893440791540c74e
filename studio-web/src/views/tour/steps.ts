/** The steps of the tour: the target of each, and the action that the learner can start. */
import { api } from "../../engine/client";
import type { Experiment } from "../../engine/types";
import { useExperiment } from "../../store/experiment";
import { sendToShown } from "../../store/orders";
import { keepRun, useRuns } from "../../store/runs";

export type StepName = "data" | "network" | "play" | "watch" | "inside" | "draw" | "evolve";
type Go = (path: string) => void;

export interface Step {
  name: StepName;
  /** The screen of the step: without that screen, the step is left out. */
  screen: string;
  /** The element that is highlighted. */
  target: string;
  /** The side on which the panel covers nothing; on a phone, `left` is above. */
  side: "left" | "right";
  show: (go: Go) => Promise<void>;
}

const MOONS: Partial<Experiment> = {
  data: { name: "moons", rows: null, noise: null, test: 0.25, seed: 0 },
  epochs: 200,
};
const EVOLVED: Experiment = {
  ...MOONS,
  epochs: 60,
  algorithm: { name: "genetic_algorithm", settings: {} },
};
const SLOW = 8;

/** Parts of the Lab are marked by `data-tour`; other screens are highlighted by their link. */
const inLab = (name: StepName, show: Step["show"]): Step => ({
  name,
  screen: "/lab",
  target: `[data-tour="${name}"]`,
  side: name === "play" || name === "watch" ? "left" : "right",
  show,
});
const onScreen = (name: StepName, show: Step["show"]): Step => ({
  name,
  screen: `/${name}`,
  target: `header nav a[href="#/${name}"]`,
  side: "right",
  show,
});

export const STEPS: Step[] = [
  inLab("data", async () => useExperiment.getState().change(MOONS)),
  inLab("network", async () => {
    const { defaults, change } = useExperiment.getState();
    const layer = defaults.hidden ?? [];
    change({ hidden: [...layer, ...layer] });
  }),
  inLab("play", () => sendToShown({ do: "play" })),
  inLab("watch", () => sendToShown({ do: "reset" }, { do: "pace", pace: SLOW }, { do: "play" })),
  onScreen("inside", async (go) => go("/inside")),
  onScreen("draw", async (go) => go("/draw")),
  onScreen("evolve", async (go) => {
    await pauseShown();
    useExperiment.getState().open(null, EVOLVED);
    await sendToShown({ do: "pace", pace: SLOW }, { do: "play" });
    go("/evolve");
  }),
];

/** Two runs at once would only slow each other down. */
async function pauseShown(): Promise<void> {
  const { run } = useExperiment.getState();
  if (run !== null && useRuns.getState().runs[run]?.status === "running")
    keepRun(await api.order(run, { do: "pause" }));
}
