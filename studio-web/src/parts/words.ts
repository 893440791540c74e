/** The texts of the parts that several screens share. */
import { useWordsOf } from "../words";

const en = {
  legend: {
    minus: "negative weight",
    plus: "positive weight",
    thick: (largest: string) => `line width: size of the weight; the largest is ${largest}`,
    bias: "bias",
    plane: "inside each neuron: its output over the input plane",
  },
  input: "Input",
  output: "Output",
  allLayers: "All layers, and the shape that each gives",
  parameters: (count: number) => `${count} parameters`,
  dropout: "dropout",
  layer: (layer: number) => `Layer ${layer}`,
  neuron: (layer: number, unit: number) => `Layer ${layer}, neuron ${unit}`,
  more: (count: number) => `+${count} more`,
  diagramHint: "Point at a line or a neuron to see its values. Arrow keys move between neurons.",
  weightsIn: "Incoming weights",
  unmeasured: "too many weights to list",
  trainingPoint: "training",
  heldOutPoint: "held out",
  confidence: "colour strength: confidence",
  table: "Show as table",
  tableOf: (title: string) => `Table: ${title}`,
  copy: "Copy",
  copied: "Copied",
  python: "Python code",
  pythonHint: "This program repeats the run exactly.",
  downloadPython: "Download .py",
  copyFailed: "The browser does not allow this page to copy. Select the text and copy it by hand.",
};

export type PartWords = typeof en;

const es: PartWords = {
  legend: {
    minus: "peso negativo",
    plus: "peso positivo",
    thick: (largest) => `grosor de línea: tamaño del peso; el mayor es ${largest}`,
    bias: "sesgo",
    plane: "dentro de cada neurona: su salida en el plano de entrada",
  },
  input: "Entrada",
  output: "Salida",
  allLayers: "Todas las capas, y la forma que da cada una",
  parameters: (count) => `${count} parámetros`,
  dropout: "dropout",
  layer: (layer) => `Capa ${layer}`,
  neuron: (layer, unit) => `Capa ${layer}, neurona ${unit}`,
  more: (count) => `+${count} más`,
  diagramHint:
    "Señala una línea o una neurona para ver sus valores. Las flechas pasan de neurona a neurona.",
  weightsIn: "Pesos de entrada",
  unmeasured: "demasiados pesos para enumerarlos",
  trainingPoint: "entrenamiento",
  heldOutPoint: "reservado",
  confidence: "intensidad del color: confianza",
  table: "Mostrar como tabla",
  tableOf: (title) => `Tabla: ${title}`,
  copy: "Copiar",
  copied: "Copiado",
  python: "Código en Python",
  pythonHint: "Este programa repite el ensayo exactamente.",
  downloadPython: "Descargar .py",
  copyFailed: "El navegador no permite copiar aquí. Selecciona el texto y cópialo a mano.",
};

export const usePartWords = () => useWordsOf({ en, es });
