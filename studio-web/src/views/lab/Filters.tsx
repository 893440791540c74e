import { api } from "../../engine/client";
import { ErrorNote } from "../../parts/ErrorNote";
import { HeatMap } from "../../parts/HeatMap";
import { useCalm, useView } from "../../parts/useView";
import { useLab } from "./context";
import { useLabWords } from "./words";
import { Saveable } from "../../parts/Saveable";

const FILTERS_MS = 1_000;
const MOST = 32;

export function Filters() {
  const { run, moment } = useLab();
  return <FiltersOf run={run?.id ?? 0} moment={moment} />;
}

/** The weights of each neuron of the first layer, or of each filter, as an image. */
export function FiltersOf({ run, moment }: { run: number; moment: string }) {
  const words = useLabWords();
  const calm = useCalm(moment, FILTERS_MS);
  const filters = useView(String(run), calm, () => api.filters(run));
  const areKernels = filters.value?.are_kernels === true;
  return (
    <>
      <p className="soft">{areKernels ? words.kernelsHint : words.filtersHint}</p>
      <ErrorNote error={filters.error} />
      <Saveable title={areKernels ? words.kernels : words.filters}>
        <div className="tiles wide">
          {filters.value?.filters.slice(0, MOST).map((plane, unit) => (
            <HeatMap
              key={unit}
              plane={plane}
              label={areKernels ? words.kernel(unit) : words.neuron(1, unit)}
            />
          ))}
        </div>
      </Saveable>
    </>
  );
}
