/** What the parts of the Lab share: the data sets, the experiment in the form, and the run. */
import { createContext, useContext } from "react";
import type {
  Catalogue,
  Curves,
  DataSummary,
  DataView,
  Experiment,
  NetworkView,
  Run,
} from "../../engine/types";
import type { Fetched } from "../../parts/useView";
import type { Send } from "../../store/orders";
import type { LabPlane } from "./usePlane";

export interface LabState {
  catalogue: Catalogue | null;
  cards: Fetched<DataSummary[]>;
  /** Fetches the data sets again. */
  reload: () => void;
  view: Fetched<DataView>;
  /** The planned network of layers that are not all dense, or why there is none. */
  sketch: Fetched<NetworkView>;
  /** The experiment as it is now: settings that a running training has taken up are in it. */
  experiment: Experiment;
  /** The same with what suits the data. */
  suited: Experiment;
  change: (part: Partial<Experiment>) => void;
  putBack: (part: Partial<Experiment>) => void;
  run: Run | null;
  /** Changes whenever the run's pictures have to be fetched again. */
  moment: string;
  curves: Curves;
  network: Fetched<NetworkView>;
  plane: LabPlane;
  error: unknown;
  send: Send;
}

export const LabContext = createContext<LabState | null>(null);

export function useLab(): LabState {
  const lab = useContext(LabContext);
  if (lab === null) throw new Error("a part of the Lab stands outside of it.");
  return lab;
}
