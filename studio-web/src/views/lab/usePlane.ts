import { useState } from "react";
import { api } from "../../engine/client";
import type { BoundaryView, DataView, Run } from "../../engine/types";
import { type Fetched, useView } from "../../parts/useView";
import { axesOf } from "./axes";

export interface LabPlane {
  /** Whether the data have at least two inputs to plot. */
  isPossible: boolean;
  boundary: Fetched<BoundaryView>;
  features: string[];
  axes: [number, number];
  choose: (axes: [number, number]) => void;
}

/** The network's output over two chosen inputs, shared by the boundary and the neurons. */
export function usePlane(run: Run | null, moment: string, view: DataView | null): LabPlane {
  const features = view?.side == null ? (view?.features ?? []) : [];
  const key = `${view?.card.name}`;
  const [chosen, setChosen] = useState<{ key: string; axes: [number, number] } | null>(null);
  const axes =
    chosen?.key === key ? chosen.axes : view ? axesOf(view) : ([0, 1] as [number, number]);
  // else the new view is on its way
  const isOfRun = run !== null && view?.card.name === run.experiment.data?.name;
  const isPossible = isOfRun && features.length >= 2;
  const [across, up] = axes;
  const subject = isPossible ? `${run?.id} ${across} ${up}` : null;
  const boundary = useView(subject, moment, () => api.boundary(run?.id ?? 0, { across, up }));
  return {
    isPossible,
    boundary,
    features,
    axes,
    choose: (other) => setChosen({ key, axes: other }),
  };
}
