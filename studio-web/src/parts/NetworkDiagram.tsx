import { useState } from "react";
import type { NetworkLook } from "../engine/types";
import { column, edgeWidth, shown } from "./pictures";

const WIDTH = 640;
const HEIGHT = 330;
const MOST_NODES = 16;

interface Edge {
  key: string;
  x: [number, number];
  y: [number, number];
  weight: number;
  width: number;
  told: string;
}

/** Lines between the nodes that are shown. Pure. */
export function edgesOf(look: NetworkLook): Edge[] {
  const step = WIDTH / (look.layers.length + 1);
  return look.layers.flatMap((layer, place) => {
    const left = column(Math.min(layer.inputs, MOST_NODES), HEIGHT);
    const right = column(Math.min(layer.units, MOST_NODES), HEIGHT);
    const x: [number, number] = [step * (place + 0.5), step * (place + 1.5)];
    return left.flatMap((from, i) =>
      right.flatMap((to, o): Edge[] => {
        const weight = layer.W?.[i]?.[o];
        if (weight === null || weight === undefined) return [];
        const told = `W${layer.layer}[${i}, ${o}] = ${shown(weight)}`;
        const width = edgeWidth(weight, layer.largest);
        return [{ key: `${place}.${i}.${o}`, x, y: [from, to], weight, width, told }];
      }),
    );
  });
}

/** The network as columns of neurons: blue weights are positive, orange ones negative. */
export function NetworkDiagram({ look, label }: { look: NetworkLook; label: string }) {
  const [told, setTold] = useState("");
  const counts = [look.layers[0]?.inputs ?? 0, ...look.layers.map((layer) => layer.units)];
  const step = WIDTH / counts.length;
  return (
    <figure style={{ margin: 0 }}>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width="100%" role="group" aria-label={label}>
        {edgesOf(look).map((edge) => (
          <line
            key={edge.key}
            x1={edge.x[0]}
            x2={edge.x[1]}
            y1={edge.y[0]}
            y2={edge.y[1]}
            stroke={edge.weight < 0 ? "var(--minus)" : "var(--plus)"}
            strokeWidth={edge.width}
            strokeOpacity={0.7}
            onPointerEnter={() => setTold(edge.told)}
          />
        ))}
        {counts.map((count, place) =>
          column(Math.min(count, MOST_NODES), HEIGHT).map((y, unit) => (
            <Neuron
              key={`${place}.${unit}`}
              x={step * (place + 0.5)}
              y={y}
              told={neuronTold(look, place, unit)}
              onTell={setTold}
            />
          )),
        )}
      </svg>
      <figcaption className="soft" aria-live="polite">
        {told || counts.map((count) => String(count)).join(" – ")}
      </figcaption>
    </figure>
  );
}

function neuronTold(look: NetworkLook, place: number, unit: number): string {
  if (place === 0) return look.inputs[unit] ?? `x[${unit}]`;
  const layer = look.layers[place - 1];
  const name = place === look.layers.length ? `${look.outputs[unit] ?? unit}: ` : "";
  return `${name}b${place}[${unit}] = ${shown(layer?.b?.[unit])}, ${layer?.activation ?? ""}`;
}

interface NeuronProps {
  x: number;
  y: number;
  told: string;
  onTell: (text: string) => void;
}

function Neuron({ x, y, told, onTell }: NeuronProps) {
  return (
    <circle
      cx={x}
      cy={y}
      r={8}
      fill="var(--surface)"
      stroke="var(--edge)"
      strokeWidth={2}
      role="img"
      aria-label={told}
      onPointerEnter={() => onTell(told)}
    />
  );
}
