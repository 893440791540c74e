import { memo } from "react";
import { api } from "../../engine/client";
import { ErrorNote } from "../../parts/ErrorNote";
import { HeatMap } from "../../parts/HeatMap";
import { useCalm, useView } from "../../parts/useView";
import { useLabWords } from "./words";

const FILTERS_MS = 1_000;
const MOST = 32;

/** The weights of each neuron of the first layer, or of each filter, as an image. */
export const Filters = memo(function Filters(props: { run: number; moment: string }) {
  const { run, moment } = props;
  const words = useLabWords();
  const calm = useCalm(moment, FILTERS_MS);
  const filters = useView(String(run), calm, () => api.filters(run));
  const areKernels = filters.value?.are_kernels === true;
  return (
    <div className="card">
      <h2>{areKernels ? words.kernels : words.filters}</h2>
      <p className="soft">{areKernels ? words.kernelsHint : words.filtersHint}</p>
      <ErrorNote error={filters.error} />
      <div className="tiles wide">
        {filters.value?.filters.slice(0, MOST).map((plane, unit) => (
          <HeatMap
            key={unit}
            plane={plane}
            label={areKernels ? words.kernel(unit) : words.neuron(1, unit)}
          />
        ))}
      </div>
    </div>
  );
});
