import { useState } from "react";
import { api } from "../../engine/client";
import type { BoundaryView, DataView, Run } from "../../engine/types";
import { Boundary } from "../../parts/Boundary";
import { ErrorNote } from "../../parts/ErrorNote";
import { type Fetched, useView } from "../../parts/useView";
import { Select } from "../../parts/widgets";
import { axesOf } from "./axes";
import { useLabWords } from "./words";

export interface LabPlane {
  /** Whether the data have at least two inputs to plot. */
  isPossible: boolean;
  boundary: Fetched<BoundaryView>;
  features: string[];
  axes: [number, number];
  choose: (axes: [number, number]) => void;
}

/** The network's output over two chosen inputs, shared by the boundary and the neurons. */
export function usePlane(run: Run, moment: string, view: DataView | null): LabPlane {
  const features = view?.side == null ? (view?.features ?? []) : [];
  const key = `${view?.card.name}`;
  const [chosen, setChosen] = useState<{ key: string; axes: [number, number] } | null>(null);
  const axes =
    chosen?.key === key ? chosen.axes : view ? axesOf(view) : ([0, 1] as [number, number]);
  const isOfRun = view?.card.name === run.experiment.data?.name; // else the new view is on its way
  const isPossible = isOfRun && features.length >= 2;
  const [across, up] = axes;
  const subject = isPossible ? `${run.id} ${across} ${up}` : null;
  const boundary = useView(subject, moment, () => api.boundary(run.id, { across, up }));
  return {
    isPossible,
    boundary,
    features,
    axes,
    choose: (other) => setChosen({ key, axes: other }),
  };
}

/** The boundary, and the choice of its two inputs. */
export function Planes({ plane, classes }: { plane: LabPlane; classes: string[] }) {
  const words = useLabWords();
  const { boundary, features, axes, choose } = plane;
  const title = boundary.value?.chosen === null ? words.surface : words.boundary;
  return (
    <div className="card">
      <h2>{title}</h2>
      <ErrorNote error={boundary.error} />
      {boundary.value && <Boundary view={boundary.value} classes={classes} label={title} />}
      {features.length > 2 && (
        <div className="fields">
          <Select
            label={words.xAxis}
            value={String(axes[0])}
            options={named(features)}
            onChange={(value) => choose(withAxis(axes, 0, Number(value)))}
          />
          <Select
            label={words.yAxis}
            value={String(axes[1])}
            options={named(features)}
            onChange={(value) => choose(withAxis(axes, 1, Number(value)))}
          />
        </div>
      )}
    </div>
  );
}

const named = (features: string[]) =>
  features.map((title, place) => ({ value: String(place), title }));

/** Two axes with one of them changed; if both would be the same, they are swapped. Pure. */
export function withAxis(axes: [number, number], which: 0 | 1, feature: number): [number, number] {
  if (axes[1 - which] === feature) return [axes[1], axes[0]];
  return which === 0 ? [feature, axes[1]] : [axes[0], feature];
}
