/** The Spanish texts of the Results screen. */
import type { ResultsWords } from "./words.en";

export const es: ResultsWords = {
  title: "Resultados",
  run: "Ensayo",
  panels: "Partes de los resultados",
  loading: "Evaluando todas las filas; muchas filas tardan un momento …",
  none: "Tras un entrenamiento, esta pantalla muestra lo buena que es la red y dónde se equivoca:",
  empty: [
    "el informe: lo bien que predice el conjunto de entrenamiento y las filas reservadas, que nunca ha visto;",
    "la matriz de confusión: qué clases confunde con cuáles;",
    "sus errores, fila a fila o imagen a imagen, cada uno con un enlace a su cálculo;",
    "su confianza: si está segura donde acierta y duda donde se equivoca.",
  ],
  compareWith: "Comparar con",
  noOther: "ningún otro ensayo",
  compareTitle: "Dos ensayos comparados",
  inRuns: "Abrir en Ensayos, con otros ensayos",
  report: "Informe en HTML",
  at: (epoch, status) => `Tras la época ${epoch}, ${status}.`,
  rows: "Filas",
  parts: { training: "Entrenamiento", held_out: "Reservadas" },
  partsSmall: { training: "conjunto de entrenamiento", held_out: "filas reservadas" },
  readingTab: "Informe",
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
      "Se debe al azar de la partición: las filas reservadas resultaron más fáciles.",
  },
  numbers: {
    underfit: (r2) =>
      `R² en las filas reservadas es ${r2}: predecir siempre la media sería casi igual de bueno. ` +
      "Hay subajuste: entrena más tiempo o añade neuronas.",
    overfit: (training, heldOut) =>
      `La raíz del error cuadrático medio es ${training} en el conjunto de entrenamiento, pero ${heldOut} en las filas reservadas: ` +
      "hay sobreajuste, es decir, la red ha memorizado algunas filas.",
    level: (training, heldOut) =>
      `La raíz del error cuadrático medio es ${training} en el conjunto de entrenamiento y ${heldOut} en las filas reservadas: ` +
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
  scoreHints: {
    precision: "De las filas predichas como esta clase, la proporción que pertenece a ella.",
    recall: "De las filas de esta clase, la proporción predicha como tal.",
    f1: "La media armónica de precisión y exhaustividad.",
    support: "El número de filas de esta clase.",
  },
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
  histogram: "Confianza",
  accuracyOf: "aciertos (%)",
  rowsOf: "filas",
  histogramHint:
    "Arriba: cuántas acierta con cada confianza; sobre la línea, la red está calibrada. Abajo: el número de filas.",
  calibration: {
    over: (confident, right) =>
      `Confianza excesiva: ${confident} de media, con un ${right} de aciertos.`,
    under: (confident, right) =>
      `Confianza escasa: ${confident} de media, con un ${right} de aciertos.`,
    calibrated: (confident, right) =>
      `Calibrada de media: ${confident} de confianza, ${right} de aciertos.`,
  },
  calibrationError: (error) => `Error de calibración (ECE): ${error}.`,
  right: "aciertos",
  wrong: "errores",
  binOf: (low, high, right, wrong) =>
    `confianza de ${low} a ${high}: ${right} aciertos, ${wrong} errores`,
  scatter: "Predicciones frente a objetivos",
  scatterHint: "Cada punto es una fila; sobre la línea, la predicción es exacta.",
  errorsOf: "Errores: predicción menos objetivo",
  errorsHint:
    "Cada barra cuenta filas según su error. Una buena regresión tiene un pico estrecho en 0.",
  errorBin: (low, high, count) => `de ${low} a ${high}: ${count}`,
  worst: "Errores mayores",
  worstOf: (shown, rows) =>
    `Las ${shown} de ${rows} filas cuya predicción está más lejos del objetivo.`,
  error: "Error",
  optionsOf: (title) => `Opciones: ${title}`,
  target: "Objetivo",
  answer: "Predicción",
  answers: "Predicciones",
};
