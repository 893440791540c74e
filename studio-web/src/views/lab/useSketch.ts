import { api } from "../../engine/client";
import type { NetworkView } from "../../engine/types";
import { type Fetched, useFetched } from "../../parts/useView";
import { useExperiment } from "../../store/experiment";
import { useRuns } from "../../store/runs";

/**
 * The planned network of layers that are not all dense, or why there is none: the server decides
 * which shape each layer gives. The page sketches dense layers by itself.
 */
export function useSketch(): Fetched<NetworkView> {
  const { data, scaling, hidden = [], output } = useExperiment((state) => state.experiment);
  const restarts = useRuns((state) => state.restarts);
  const isPlain = hidden.every(({ kind }) => kind !== "layer");
  const planned = { data, scaling, hidden, output } as Parameters<typeof api.sketch>[0];
  const key = isPlain ? null : JSON.stringify([planned, restarts]);
  return useFetched(key, () => api.sketch(planned));
}
