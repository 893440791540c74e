/** The English texts of the Results screen; they define the set of texts. */
export const en = {
  title: "Results",
  run: "Run",
  panels: "Parts of the results",
  loading: "Evaluating all rows; many rows take a moment …",
  none: "After a training, this screen says how good the network is, and where it errs:",
  empty: [
    "the report: how well it does on the training set, and on held-out rows that it has never seen;",
    "the confusion matrix: which classes it mistakes for which;",
    "its errors, row by row or image by image, each with a link to its computation;",
    "its confidence: whether it is sure where it is correct, and unsure where it is wrong.",
  ],
  compareWith: "Compare with",
  noOther: "no other run",
  compareTitle: "Two runs compared",
  inRuns: "Open in Runs, with other runs",
  report: "HTML report",
  at: (epoch: number, status: string) => `After epoch ${epoch}, ${status}.`,
  rows: "Rows",
  parts: { training: "Training", held_out: "Held out" },
  partsSmall: { training: "training set", held_out: "held-out rows" },
  readingTab: "Report",
  reading: "Training versus held-out rows",
  noneHeldOut: (rows: number) =>
    `These ${rows} rows are too few to hold some out: the network is evaluated on the rows that it was trained on.`,
  measure: "Metric",
  measures: {
    loss: "Loss",
    accuracy: "Accuracy",
    mae: "Mean absolute error",
    rmse: "Root mean squared error",
    r2: "R²",
  },
  verdict: {
    fresh: "The network has not been trained yet: its predictions are random.",
    underfit: (right: string, most: string) =>
      `Held-out accuracy is ${right}; always predicting the most common class would reach ${most}. ` +
      "The network underfits: train for longer, add neurons, or change the learning rate.",
    overfit: (training: string, heldOut: string, gap: string) =>
      `Training accuracy is ${training}, but held-out accuracy is ${heldOut}. ` +
      `The gap of ${gap} percentage points is more than chance explains: the network overfits, that is, it has memorized some training rows. ` +
      "Fewer neurons, dropout, a regularizer, more rows, or stopping earlier would help.",
    slight: (training: string, heldOut: string, gap: string) =>
      `Training accuracy is ${training}, held-out accuracy is ${heldOut}. ` +
      `The gap of ${gap} percentage points is small, but more than chance explains: the network begins to overfit, ` +
      "that is, to memorize single rows. If the gap grows, stop earlier.",
    level: (training: string, heldOut: string, rows: number) =>
      `Training accuracy is ${training}, and accuracy on the ${rows} held-out rows is ${heldOut}. ` +
      "The difference is no more than chance explains: the network generalizes.",
    lucky: (training: string, heldOut: string) =>
      `Training accuracy is ${training}, and held-out accuracy is even higher: ${heldOut}. ` +
      "That is the luck of the split: the held-out rows happen to be easier.",
  },
  numbers: {
    underfit: (r2: string) =>
      `R² on held-out rows is ${r2}: always predicting the mean would be about as good. ` +
      "The network underfits: train for longer, or add neurons.",
    overfit: (training: string, heldOut: string) =>
      `The root mean squared error is ${training} on the training set, but ${heldOut} on held-out rows: ` +
      "the network overfits, that is, it has memorized some training rows.",
    level: (training: string, heldOut: string) =>
      `The root mean squared error is ${training} on the training set and ${heldOut} on held-out rows: ` +
      "the network generalizes.",
  },
  judged: (judged: number, all: number) => `${judged} of ${all} rows`,
  classReport: "Classification report",
  class: "Class",
  precision: "precision",
  recall: "recall",
  f1: "F1",
  support: "support",
  averages: ["macro average", "weighted average"],
  scoreHints: {
    precision: "Of the rows predicted as this class, the share that belong to it.",
    recall: "Of the rows of this class, the share predicted as such.",
    f1: "The harmonic mean of precision and recall.",
    support: "The number of rows of this class.",
  },
  reportHint:
    "Precision: of the rows predicted as this class, the share that belong to it. Recall: of the rows of this class, the share predicted as such. F1: the harmonic mean of both. Support: the number of rows.",
  confusion: "Confusion matrix",
  confusionHint: "Rows: true class. Columns: predicted class. Press a cell to see its errors.",
  trueDown: "true\u00a0↓ predicted\u00a0→",
  cell: (truth: string, chosen: string, count: number) =>
    `true ${truth}, predicted ${chosen}: ${count}`,
  misses: "Errors",
  missesOf: (missed: number, rows: number) => `${missed} of ${rows} rows are misclassified.`,
  shownOf: (shown: number, all: number) =>
    shown < all ? `${shown} of these ${all} are shown.` : "All are shown, most confident first.",
  noMisses: "All rows are classified correctly.",
  noneHere: "There are no errors in this cell.",
  rightHere: "This cell is on the diagonal: these rows are classified correctly.",
  only: (truth: string, chosen: string) => `Only: true ${truth}, predicted ${chosen}`,
  all: "Show all errors",
  row: "Row",
  truth: "True",
  chosen: "Predicted",
  confidence: "Confidence",
  inside: "Look inside",
  insideRow: (row: number) => `Look inside row ${row}`,
  missOf: (truth: string, chosen: string, sure: string) =>
    `${truth} predicted as ${chosen}, confidence ${sure}`,
  histogram: "Confidence",
  accuracyOf: "correct (%)",
  rowsOf: "rows",
  histogramHint:
    "Above: how many are correct at each confidence; on the line, the network is calibrated. Below: the number of rows.",
  calibration: {
    over: (confident: string, right: string) =>
      `Overconfident: ${confident} confident on average, ${right} correct.`,
    under: (confident: string, right: string) =>
      `Underconfident: ${confident} confident on average, ${right} correct.`,
    calibrated: (confident: string, right: string) =>
      `Calibrated on average: ${confident} confident, ${right} correct.`,
  },
  calibrationError: (error: string) => `Calibration error (ECE): ${error}.`,
  right: "correct",
  wrong: "wrong",
  binOf: (low: string, high: string, right: number, wrong: number) =>
    `confidence ${low} to ${high}: ${right} correct, ${wrong} wrong`,
  scatter: "Predictions versus targets",
  scatterHint: "Each point is a row; on the line, the prediction is exact.",
  errorsOf: "Errors: prediction minus target",
  errorsHint: "Each bar counts rows by their error. A good regression has a narrow hill around 0.",
  errorBin: (low: string, high: string, count: number) => `${low} to ${high}: ${count}`,
  worst: "Largest errors",
  worstOf: (shown: number, rows: number) =>
    `The ${shown} of ${rows} rows whose prediction is farthest from the target.`,
  error: "Error",
  optionsOf: (title: string) => `Options: ${title}`,
  target: "Target",
  answer: "Prediction",
  answers: "Predictions",
};

export type ResultsWords = typeof en;
