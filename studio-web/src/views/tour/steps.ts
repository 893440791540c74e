/** The steps of the tour: what each points at, and when its task is done. Pure. */
import type { Experiment, Run } from "../../engine/types";

export const STEP_NAMES = ["play", "rate", "doctor", "layer", "inside", "learn"] as const;
export type StepName = (typeof STEP_NAMES)[number];
export const isStepName = (name: unknown): name is StepName =>
  STEP_NAMES.includes(name as StepName);

/** What a task is judged by. */
export interface Situation {
  /** The screen's path. */
  path: string;
  experiment: Experiment;
  run: Run | null;
  /** Whether the thing itself is on the page, and not only what leads to it. */
  isThere: boolean;
}

export type Side = "right" | "left" | "above" | "below";

export interface Step {
  name: StepName;
  /** Where the task begins. */
  screen: string;
  /** What it points at: the first of these that is on the page. The others lead to it. */
  targets: readonly string[];
  /** What the task needs besides: it is covered only where there is no room. */
  inReach: string;
  /** Where the panel stands if there is room, the best place first. */
  sides: readonly Side[];
  isDone: (now: Situation, before: Situation) => boolean;
}

const link = (screen: string) => `header nav a[href="#${screen}"]`;
/** On a phone the parts of the Lab are tabs. */
const tab = (part: string) => `.in-tabs [role="tab"][data-key="${part}"]`;
const inLab = (name: StepName, part: string | null) => ({
  name,
  screen: "/lab",
  inReach: ".bar-buttons",
  targets: [`[data-tour="${name}"]`, ...(part === null ? [] : [tab(part)]), link("/lab")],
});

const rateOf = ({ experiment, run }: Situation) =>
  run?.learning_rate ?? experiment.algorithm?.settings?.["learning_rate"];
const layersOf = ({ experiment }: Situation) => (experiment.hidden ?? []).length;
const isLearning = ({ run }: Situation) =>
  run !== null && (run.status === "running" || run.epoch > 0);
const hasMoved = (now: Situation, before: Situation) =>
  now.run?.status === "running" || (now.run?.epoch ?? 0) > (before.run?.epoch ?? 0);

export const STEPS: readonly Step[] = [
  { ...inLab("play", null), sides: ["below", "above"], isDone: hasMoved },
  {
    ...inLab("rate", "training"),
    sides: ["right", "above", "below"],
    isDone: (now, before) => rateOf(now) !== rateOf(before) && isLearning(now),
  },
  {
    ...inLab("doctor", null),
    targets: [`[data-tour="doctor"]`, `[data-tour="play"]`, link("/lab")],
    sides: ["above", "below"],
    isDone: (now) => now.isThere,
  },
  {
    ...inLab("layer", "network"),
    targets: [`[data-tour="layer"] .column-gap .button`, tab("network"), link("/lab")],
    sides: ["left", "right", "below", "above"],
    isDone: (now, before) => layersOf(now) > layersOf(before),
  },
  {
    name: "inside",
    screen: "/lab",
    inReach: "header nav",
    targets: [link("/inside")],
    sides: ["below"],
    isDone: ({ path }) => path.startsWith("/inside"),
  },
  {
    name: "learn",
    screen: "",
    inReach: "header nav",
    targets: [link("/learn")],
    sides: ["below"],
    isDone: ({ path }) => path.startsWith("/learn"),
  },
];
