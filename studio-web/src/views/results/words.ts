import type { Dictionary } from "../../words";

const en = {
  title: "Results",
  run: "Run",
  loading: "Evaluating all rows …",
  none: "There is no run yet.",
  toLab: "Start one in the Lab",
  report: "HTML report",
  at: (epoch: number, status: string) => `After epoch ${epoch}, ${status}.`,
  rows: "Rows",
  parts: { training: "Training", held_out: "Held out" },
  partsSmall: { training: "training set", held_out: "held-out rows" },
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
  histogram: "Confidence and correctness",
  histogramHint:
    "Each bar counts rows by the confidence of the prediction. A well-calibrated network is confident where it is correct, and unsure where it is wrong.",
  right: "correct",
  wrong: "wrong",
  binOf: (low: string, high: string, right: number, wrong: number) =>
    `confidence ${low} to ${high}: ${right} correct, ${wrong} wrong`,
  scatter: "Predictions versus targets",
  scatterHint: "Each point is a row; on the line, the prediction is exact.",
  target: "Target",
  answer: "Prediction",
};

type ResultsWords = typeof en;

const es: ResultsWords = {
  title: "Resultados",
  run: "Ensayo",
  loading: "Evaluando todas las filas …",
  none: "Aún no hay ensayos.",
  toLab: "Empieza uno en el laboratorio",
  report: "Informe en HTML",
  at: (epoch, status) => `Tras la época ${epoch}, ${status}.`,
  rows: "Filas",
  parts: { training: "Entrenamiento", held_out: "Reservadas" },
  partsSmall: { training: "conjunto de entrenamiento", held_out: "filas reservadas" },
  reading: "Filas de entrenamiento frente a reservadas",
  noneHeldOut: (rows) =>
    `Estas ${rows} filas son muy pocas para reservar algunas: la red se evalúa con las mismas filas con las que se entrenó.`,
  measure: "Métrica",
  measures: {
    loss: "Pérdida",
    accuracy: "Exactitud",
    mae: "Error absoluto medio",
    rmse: "Raíz del error cuadrático medio",
    r2: "R²",
  },
  verdict: {
    fresh: "La red aún no está entrenada: sus predicciones son aleatorias.",
    underfit: (right, most) =>
      `La exactitud en filas reservadas es del ${right}; predecir siempre la clase más común alcanzaría el ${most}. ` +
      "Hay subajuste: entrena más tiempo, añade neuronas o cambia la tasa de aprendizaje.",
    overfit: (training, heldOut, gap) =>
      `La exactitud de entrenamiento es del ${training}, pero en filas reservadas es del ${heldOut}. ` +
      `La diferencia de ${gap} puntos porcentuales es mayor de lo que explica el azar: hay sobreajuste, es decir, la red ha memorizado algunas filas. ` +
      "Ayudarían menos neuronas, dropout, un regularizador, más filas o parar antes.",
    slight: (training, heldOut, gap) =>
      `La exactitud de entrenamiento es del ${training}; en filas reservadas, del ${heldOut}. ` +
      `La diferencia de ${gap} puntos porcentuales es pequeña, pero mayor de lo que explica el azar: empieza el sobreajuste, ` +
      "es decir, la red memoriza filas sueltas. Si la diferencia crece, para antes.",
    level: (training, heldOut, rows) =>
      `La exactitud de entrenamiento es del ${training}; en las ${rows} filas reservadas, del ${heldOut}. ` +
      "La diferencia no es mayor de lo que explica el azar: la red generaliza.",
    lucky: (training, heldOut) =>
      `La exactitud de entrenamiento es del ${training}; en filas reservadas es aún mayor: ${heldOut}. ` +
      "Es suerte de la partición: las filas reservadas resultaron ser más fáciles.",
  },
  numbers: {
    underfit: (r2) =>
      `R² en las filas reservadas es ${r2}: predecir siempre la media sería casi igual de bueno. ` +
      "Hay subajuste: entrena más tiempo o añade neuronas.",
    overfit: (training, heldOut) =>
      `La raíz del error cuadrático medio es ${training} en el conjunto de entrenamiento, pero ${heldOut} en las reservadas: ` +
      "hay sobreajuste, es decir, la red ha memorizado algunas filas.",
    level: (training, heldOut) =>
      `La raíz del error cuadrático medio es ${training} en el conjunto de entrenamiento y ${heldOut} en las reservadas: ` +
      "la red generaliza.",
  },
  judged: (judged, all) => `${judged} de ${all} filas`,
  classReport: "Informe de clasificación",
  class: "Clase",
  precision: "precisión",
  recall: "exhaustividad",
  f1: "F1",
  support: "soporte",
  averages: ["media macro", "media ponderada"],
  reportHint:
    "Precisión: de las filas predichas como esta clase, la proporción que lo son. Exhaustividad: de las filas de esta clase, la proporción predicha como tal. F1: la media armónica de ambas. Soporte: el número de filas.",
  confusion: "Matriz de confusión",
  confusionHint:
    "Filas: clase verdadera. Columnas: clase predicha. Pulsa una celda para ver sus errores.",
  trueDown: "verdadera\u00a0↓ predicha\u00a0→",
  cell: (truth, chosen, count) => `verdadera ${truth}, predicha ${chosen}: ${count}`,
  misses: "Errores",
  missesOf: (missed, rows) => `${missed} de ${rows} filas están mal clasificadas.`,
  shownOf: (shown, all) =>
    shown < all
      ? `Se muestran ${shown} de estas ${all}.`
      : "Se muestran todas, las de mayor confianza primero.",
  noMisses: "Todas las filas están bien clasificadas.",
  noneHere: "No hay errores en esta celda.",
  rightHere: "Esta celda está en la diagonal: estas filas están bien clasificadas.",
  only: (truth, chosen) => `Solo: verdadera ${truth}, predicha ${chosen}`,
  all: "Mostrar todos los errores",
  row: "Fila",
  truth: "Verdadera",
  chosen: "Predicha",
  confidence: "Confianza",
  inside: "Ver por dentro",
  insideRow: (row) => `Ver por dentro la fila ${row}`,
  missOf: (truth, chosen, sure) => `${truth} predicha como ${chosen}, confianza ${sure}`,
  histogram: "Confianza y aciertos",
  histogramHint:
    "Cada barra cuenta filas según la confianza de la predicción. Una red bien calibrada tiene confianza donde acierta y duda donde se equivoca.",
  right: "aciertos",
  wrong: "errores",
  binOf: (low, high, right, wrong) =>
    `confianza de ${low} a ${high}: ${right} aciertos, ${wrong} errores`,
  scatter: "Predicciones frente a objetivos",
  scatterHint: "Cada punto es una fila; sobre la línea, la predicción es exacta.",
  target: "Objetivo",
  answer: "Predicción",
};

export const WORDS: Dictionary<ResultsWords> = { en, es };
export type { ResultsWords };
