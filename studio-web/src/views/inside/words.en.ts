import type { Kind } from "./story";
import type { InsideWords } from "./words";

/** Python's sentence without the formula in it, which stands above it in print. */
export function withoutRule(kind: Kind, explanation: string): string {
  if (kind === "curve") return explanation.replace(/: .*/s, ".");
  if (kind === "chain") return explanation.replace(/(slope of the curve), .*/s, "$1.");
  return explanation;
}

/** What follows the rule of a loss. */
export function afterRule(explanation: string): string {
  return /^row loss = .*?\.\s+([A-Z].*)$/s.exec(explanation)?.[1] ?? "";
}

export const en: InsideWords = {
  title: "Inside",
  intro:
    "One example on its way through the network and back: every number of one step of learning.",
  noRun: "There is no network to look into yet. Train one in the Lab; a single step is enough.",
  toLab: "To the Lab",
  newest: "Show the newest run",
  run: "Run",
  runAt: (name, epoch) => `${name}, epoch ${epoch}`,
  part: "Rows",
  parts: { training: "Training", held_out: "Held out" },
  row: "Row",
  rowOf: (last) => `0 to ${last}`,
  previousRow: "Previous row",
  nextRow: "Next row",
  miss: "A misclassified one",
  noMiss: "Here every row is classified rightly.",
  digits: "Digits",
  example: "The example",
  choice: "What to look at",
  formula: "Formula",
  target: "Target",
  answer: "The network says",
  sure: (share) => `with ${share}`,
  isRight: "right",
  isWrong: "wrong",
  network: "The network",
  networkNow: (what) => `The network; at work: ${what}`,
  unitsOf: (drawn, units) => `${drawn} of ${units}`,
  legend: { plus: "above zero", minus: "below zero" },
  phases: {
    input: "Input",
    forward: "Forward",
    loss: "Loss",
    backward: "Backward",
    update: "Update",
  },
  steps: "Steps",
  stepOf: (step, count) => `Step ${step} of ${count}`,
  back: "Back",
  forth: "Next",
  first: "First step",
  last: "Last step",
  layer: (layer) => (layer === 0 ? "input" : `layer ${layer}`),
  allLayers: "all layers",
  kinds: {
    example: "What comes in",
    scaling: "Scaling",
    sum: "Weighted sum",
    curve: "Activation",
    softmax: "Softmax",
    dropout: "Dropout",
    layer: "Layer",
    loss: "Loss",
    slope: "Where the error begins",
    weights: "Gradient of the weights",
    biases: "Gradient of the biases",
    pull: "Regularizer",
    through: "Back through the weights",
    chain: "Back through the curve",
    softmaxBack: "Back through the softmax",
    dropoutBack: "Back through the dropout",
    back: "Back through the layer",
    gradient: "The whole gradient",
    update: "Update",
    after: "After the step",
  },
  sentence: (kind, { explanation }) => {
    if (kind === "update")
      return "Each number goes a small step against its slope: where the loss would grow, it shrinks.";
    if (kind === "loss")
      return `What the answer costs: the further from the target, the more. ${afterRule(explanation)}`;
    return withoutRule(kind, explanation);
  },
  result: "result",
  lines: "With the numbers",
  moreLines: "All lines",
  origin: "Where it comes from",
  originHint: "Point at a number, or Tab to a table and use the arrow keys.",
  exactly: "exactly",
  given: "Nothing on this way makes this number: it was there before.",
  picture: (name, shape) => `${name}, ${shape}, as a picture; arrow keys go from number to number`,
  table: (name, shape) => (shape ? `${name}, ${shape}` : name),
  learning: (epoch) => `The network learns on. This is how it was in epoch ${epoch}.`,
  pause: "Pause",
  lookAgain: "Look again",
  how: (how) => how,
  keys: "← → one step · Home, End: first and last · Tab to a table, then arrows: number by number",
};
