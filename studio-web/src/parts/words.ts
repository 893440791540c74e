/** The words of the parts that several screens share. */
import { useWordsOf } from "../words";

const en = {
  legend: {
    minus: "negative weight",
    plus: "positive weight",
    thick: (largest: string) => `the thicker, the larger; the largest is ${largest}`,
    bias: "bias",
    plane: "picture in a neuron: its answer all over the plane",
  },
  input: "Input",
  output: "Output",
  dropout: "dropout",
  layer: (layer: number) => `Layer ${layer}`,
  neuron: (layer: number, unit: number) => `Layer ${layer}, neuron ${unit}`,
  more: (count: number) => `+${count} more`,
  diagramHint: "Point at a line or a neuron to read its numbers. Arrow keys move between neurons.",
  weightsIn: "Weights in",
  unmeasured: "too many weights to list",
  trainingPoint: "training",
  heldOutPoint: "held out",
  sureness: "the stronger the colour, the surer",
  copyFailed: "Your browser did not let the page copy. Select the text and copy it yourself.",
};

export type PartWords = typeof en;

const es: PartWords = {
  legend: {
    minus: "peso negativo",
    plus: "peso positivo",
    thick: (largest) => `cuanto más gruesa, mayor; el mayor es ${largest}`,
    bias: "sesgo",
    plane: "imagen en una neurona: su respuesta en todo el plano",
  },
  input: "Entrada",
  output: "Salida",
  dropout: "dropout",
  layer: (layer) => `Capa ${layer}`,
  neuron: (layer, unit) => `Capa ${layer}, neurona ${unit}`,
  more: (count) => `+${count} más`,
  diagramHint:
    "Señala una línea o una neurona para leer sus números. Las flechas pasan de neurona a neurona.",
  weightsIn: "Pesos de entrada",
  unmeasured: "demasiados pesos para enumerarlos",
  trainingPoint: "entrenamiento",
  heldOutPoint: "reservado",
  sureness: "cuanto más fuerte el color, más segura",
  copyFailed: "El navegador no dejó copiar. Selecciona el texto y cópialo.",
};

export const usePartWords = () => useWordsOf({ en, es });
