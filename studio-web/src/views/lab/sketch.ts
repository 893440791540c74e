/** The network of an experiment without a run: its shape only. Pure. */
import type { DataView, DenseChoice, Experiment, LayerView, NetworkView } from "../../engine/types";

/**
 * A view of a network without weights, with the planned number of neurons; null for one whose
 * layers are not all dense.
 */
export function sketchOf(experiment: Experiment, view: DataView): NetworkView | null {
  const classes = view.card.classes;
  const isDense = (layer: { kind?: string }): layer is DenseChoice => layer.kind !== "dropout";
  const layers = experiment.hidden ?? [];
  if (layers.some(({ kind }) => kind === "layer")) return null;
  const dense = layers.filter(isDense);
  const outputs = { units: classes?.length ?? 1, activation: outputOf(experiment, classes) };
  const all = [...dense, outputs];
  return {
    run: 0,
    epoch: 0,
    inputs: view.features.slice(0, 64),
    outputs: classes ?? [view.target],
    below: "",
    chain: [],
    layers: all.map((layer, place): LayerView => {
      const inputs = place === 0 ? view.features.length : (all[place - 1]?.units ?? 0);
      const facts = { layer: place + 1, number: place + 1, inputs, units: layer.units ?? 0 };
      const unknown = { W: null, b: null, largest: 0, mean_size: 0 };
      return { ...facts, activation: layer.activation ?? "", ...unknown };
    }),
    dropped: layers.flatMap((layer, place) =>
      isDense(layer) ? [] : [layers.slice(0, place).filter(isDense).length],
    ),
  };
}

function outputOf({ output }: Experiment, classes: string[] | null): string {
  return output ?? (classes === null ? "linear" : "softmax");
}
