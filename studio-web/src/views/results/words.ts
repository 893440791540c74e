import type { Dictionary } from "../../words";

const en = {
  title: "Results",
  run: "Run",
  loading: "All rows are being judged …",
  none: "There is no run yet.",
  toLab: "Begin one in the Lab",
  report: "Report as a page",
  at: (epoch: number, status: string) => `After epoch ${epoch}, ${status}.`,
  rows: "Rows",
  parts: { training: "Training", held_out: "Held out" },
  partsSmall: { training: "training rows", held_out: "held-out rows" },
  reading: "Training against held out",
  measure: "Measure",
  measures: {
    loss: "Loss",
    accuracy: "Accuracy",
    mae: "Mean absolute error",
    rmse: "Root mean squared error",
    r2: "R²",
  },
  verdict: {
    fresh: "The network has not learned yet: its answers are those of chance.",
    underfit: (right: string, most: string) =>
      `Right on ${right} of the held-out rows; always answering the commonest class would be right on ${most}. ` +
      "The network underfits: let it learn for longer, give it more neurons, or another learning rate.",
    overfit: (training: string, heldOut: string, gap: string) =>
      `Right on ${training} of the rows it learned from, but on ${heldOut} of those it never saw. ` +
      `A gap of ${gap} points is more than chance explains: it overfits, that is, it has learned some rows by heart. ` +
      "Fewer neurons, dropout, a regularizer, more rows or an earlier end would help.",
    slight: (training: string, heldOut: string, gap: string) =>
      `Right on ${training} of the rows it learned from, and on ${heldOut} of those it never saw. ` +
      `A gap of ${gap} points is small, but more than chance explains: it begins to overfit, ` +
      "that is, to learn single rows by heart. If the gap grows, an earlier end would help.",
    level: (training: string, heldOut: string, rows: number) =>
      `Right on ${training} of the rows it learned from and on ${heldOut} of the ${rows} it never saw. ` +
      "The two differ by no more than chance explains: what it learned holds for new rows too.",
    lucky: (training: string, heldOut: string) =>
      `Right on ${training} of the rows it learned from and even on ${heldOut} of those it never saw. ` +
      "That is luck of the draw: the held-out rows happen to be the easier ones.",
  },
  numbers: {
    underfit: (r2: string) =>
      `R² on held-out rows is ${r2}: answering the mean each time would be about as good. ` +
      "The network underfits: let it learn for longer or give it more neurons.",
    overfit: (training: string, heldOut: string) =>
      `It misses by ${training} on the rows it learned from, but by ${heldOut} on those it never saw ` +
      "(root mean squared error): it overfits, that is, it has learned some rows by heart.",
    level: (training: string, heldOut: string) =>
      `It misses by ${training} on the rows it learned from and by ${heldOut} on those it never saw ` +
      "(root mean squared error): what it learned holds for new rows too.",
  },
  judged: (judged: number, all: number) => `${judged} of ${all} rows`,
  classReport: "Classification report",
  class: "Class",
  precision: "precision",
  recall: "recall",
  f1: "F1",
  support: "rows",
  averages: { "macro avg": "mean of the classes", "weighted avg": "mean of the rows" },
  reportHint:
    "Precision: of those it called so, how many are. Recall: of those that are so, how many it found. F1: both in one.",
  confusion: "Confusion matrix",
  confusionHint:
    "Rows: what is true. Columns: what the network chose. Press a cell to see its misses.",
  trueDown: "true\u00a0↓ chosen\u00a0→",
  cell: (truth: string, chosen: string, count: number) =>
    `true ${truth}, chosen ${chosen}: ${count}`,
  misses: "Misses",
  missesOf: (missed: number, rows: number) => `${missed} of ${rows} rows are wrong.`,
  shownOf: (shown: number, all: number) =>
    shown < all ? `${shown} of these ${all} are shown.` : "All are shown, the surest first.",
  noMisses: "Not one row is wrong.",
  noneHere: "No miss in this cell.",
  rightHere: "This cell is on the diagonal: these rows are right.",
  only: (truth: string, chosen: string) => `Only: true ${truth}, chosen ${chosen}`,
  all: "Show all misses",
  row: "Row",
  truth: "True",
  chosen: "Chosen",
  confidence: "Confidence",
  inside: "Look inside",
  insideRow: (row: number) => `Look inside row ${row}`,
  missOf: (truth: string, chosen: string, sure: string) =>
    `${truth} taken for ${chosen}, ${sure} sure`,
  histogram: "How sure, and how often right",
  histogramHint:
    "Each bar: rows by the network's confidence in its choice. A good network is sure where it is right, and unsure where it is wrong.",
  right: "right",
  wrong: "wrong",
  binOf: (low: string, high: string, right: number, wrong: number) =>
    `${low} to ${high} sure: ${right} right, ${wrong} wrong`,
  scatter: "Target against answer",
  scatterHint: "Each point is a row; on the line the answer is exact.",
  target: "Target",
  answer: "Answer",
  table: "Show as table",
  tableOf: (title: string) => `Table: ${title}`,
};

type ResultsWords = typeof en;

const es: ResultsWords = {
  title: "Resultados",
  run: "Ensayo",
  loading: "Se evalúan todas las filas …",
  none: "Aún no hay ensayos.",
  toLab: "Empieza uno en el laboratorio",
  report: "Informe en una página",
  at: (epoch, status) => `Tras la época ${epoch}, ${status}.`,
  rows: "Filas",
  parts: { training: "Entrenamiento", held_out: "Reservadas" },
  partsSmall: { training: "filas de entrenamiento", held_out: "filas reservadas" },
  reading: "Entrenamiento frente a reservadas",
  measure: "Medida",
  measures: {
    loss: "Pérdida",
    accuracy: "Exactitud",
    mae: "Error absoluto medio",
    rmse: "Raíz del error cuadrático medio",
    r2: "R²",
  },
  verdict: {
    fresh: "La red aún no ha aprendido: sus respuestas son las del azar.",
    underfit: (right, most) =>
      `Acierta el ${right} de las filas reservadas; responder siempre la clase más común acertaría el ${most}. ` +
      "La red se queda corta (subajuste): deja que aprenda más tiempo, dale más neuronas u otra tasa de aprendizaje.",
    overfit: (training, heldOut, gap) =>
      `Acierta el ${training} de las filas de las que aprendió, pero el ${heldOut} de las que nunca vio. ` +
      `Una diferencia de ${gap} puntos es más de lo que explica el azar: hay sobreajuste, es decir, aprendió algunas filas de memoria. ` +
      "Ayudarían menos neuronas, dropout, un regularizador, más filas o terminar antes.",
    slight: (training, heldOut, gap) =>
      `Acierta el ${training} de las filas de las que aprendió y el ${heldOut} de las que nunca vio. ` +
      `Una diferencia de ${gap} puntos es pequeña, pero más de lo que explica el azar: empieza el sobreajuste, ` +
      "es decir, a aprender filas sueltas de memoria. Si la diferencia crece, ayudaría terminar antes.",
    level: (training, heldOut, rows) =>
      `Acierta el ${training} de las filas de las que aprendió y el ${heldOut} de las ${rows} que nunca vio. ` +
      "La diferencia no es mayor de lo que explica el azar: lo aprendido vale también para filas nuevas.",
    lucky: (training, heldOut) =>
      `Acierta el ${training} de las filas de las que aprendió e incluso el ${heldOut} de las que nunca vio. ` +
      "Es suerte del sorteo: las filas reservadas resultaron ser las más fáciles.",
  },
  numbers: {
    underfit: (r2) =>
      `R² en las filas reservadas es ${r2}: responder siempre la media sería casi igual de bueno. ` +
      "La red se queda corta (subajuste): deja que aprenda más tiempo o dale más neuronas.",
    overfit: (training, heldOut) =>
      `Se equivoca en ${training} en las filas de las que aprendió, pero en ${heldOut} en las que nunca vio ` +
      "(raíz del error cuadrático medio): hay sobreajuste, es decir, aprendió algunas filas de memoria.",
    level: (training, heldOut) =>
      `Se equivoca en ${training} en las filas de las que aprendió y en ${heldOut} en las que nunca vio ` +
      "(raíz del error cuadrático medio): lo aprendido vale también para filas nuevas.",
  },
  judged: (judged, all) => `${judged} de ${all} filas`,
  classReport: "Informe de clasificación",
  class: "Clase",
  precision: "precisión",
  recall: "exhaustividad",
  f1: "F1",
  support: "filas",
  averages: { "macro avg": "media de las clases", "weighted avg": "media de las filas" },
  reportHint:
    "Precisión: de las que llamó así, cuántas lo son. Exhaustividad: de las que lo son, cuántas encontró. F1: ambas en una.",
  confusion: "Matriz de confusión",
  confusionHint:
    "Filas: lo verdadero. Columnas: lo que eligió la red. Pulsa una celda para ver sus errores.",
  trueDown: "verdadera\u00a0↓ elegida\u00a0→",
  cell: (truth, chosen, count) => `verdadera ${truth}, elegida ${chosen}: ${count}`,
  misses: "Errores",
  missesOf: (missed, rows) => `${missed} de ${rows} filas son erróneas.`,
  shownOf: (shown, all) =>
    shown < all
      ? `Se muestran ${shown} de estas ${all}.`
      : "Se muestran todas, las más seguras primero.",
  noMisses: "Ni una fila es errónea.",
  noneHere: "Ningún error en esta celda.",
  rightHere: "Esta celda está en la diagonal: estas filas son correctas.",
  only: (truth, chosen) => `Solo: verdadera ${truth}, elegida ${chosen}`,
  all: "Mostrar todos los errores",
  row: "Fila",
  truth: "Verdadera",
  chosen: "Elegida",
  confidence: "Confianza",
  inside: "Ver por dentro",
  insideRow: (row) => `Ver por dentro la fila ${row}`,
  missOf: (truth, chosen, sure) => `${truth} tomada por ${chosen}, con ${sure} de confianza`,
  histogram: "Cuán segura y cuántas veces acierta",
  histogramHint:
    "Cada barra: filas según la confianza de la red en su elección. Una buena red está segura donde acierta y duda donde se equivoca.",
  right: "aciertos",
  wrong: "errores",
  binOf: (low, high, right, wrong) =>
    `confianza de ${low} a ${high}: ${right} aciertos, ${wrong} errores`,
  scatter: "Objetivo frente a respuesta",
  scatterHint: "Cada punto es una fila; sobre la línea la respuesta es exacta.",
  target: "Objetivo",
  answer: "Respuesta",
  table: "Mostrar como tabla",
  tableOf: (title) => `Tabla: ${title}`,
};

export const WORDS: Dictionary<ResultsWords> = { en, es };
export type { ResultsWords };
