/** The text that describes a line or a neuron of the diagram. Pure. */
import type { NetworkView } from "../engine/types";
import type { Edge, Spot } from "./diagram";
import { shown } from "./pictures";
import type { CatalogueWords } from "../words/catalogue";
import type { PartWords } from "./words";

export function edgeText(view: NetworkView, { from, to, weight }: Edge): string {
  const [left, right] = [nameOfSpot(view, from), nameOfSpot(view, to)];
  return `W${to.layer}[${from.unit}, ${to.unit}] = ${shown(weight, 6)} · ${left} → ${right}`;
}

function nameOfSpot(view: NetworkView, { layer, unit }: Spot): string {
  if (layer === 0) return view.inputs[unit] ?? `x[${unit}]`;
  if (layer === view.layers.length) return view.outputs[unit] ?? `${layer}.${unit}`;
  return `${layer}.${unit}`;
}

export function neuronText(
  view: NetworkView,
  spot: Spot,
  words: PartWords,
  names: CatalogueWords,
): string {
  if (spot.layer === 0) return `${words.input} ${spot.unit}: ${nameOfSpot(view, spot)}`;
  const layer = view.layers[spot.layer - 1];
  const output = spot.layer === view.layers.length ? ` (${nameOfSpot(view, spot)})` : "";
  const name = `${words.neuron(spot.layer, spot.unit)}${output}, ${names.nameOf("activation", layer?.activation ?? "")}`;
  if (!layer?.W) return `${name}. ${words.unmeasured}`;
  const weights = layer.W.slice(0, 12).map((row) => shown(row[spot.unit]));
  const rest = layer.W.length > 12 ? ", …" : "";
  const bias = `b = ${shown(layer.b?.[spot.unit], 6)}`;
  return `${name}. ${bias}. ${words.weightsIn}: ${weights.join(", ")}${rest}`;
}
