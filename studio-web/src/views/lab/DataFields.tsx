import type { DataChoice, DataSummary, Experiment } from "../../engine/types";
import { NumberField, Select } from "../../parts/widgets";
import { useLab } from "./context";
import { MarkedSetting } from "./Marked";
import { useLabWords } from "./words";

type Scaling = NonNullable<Experiment["scaling"]>;

/** How many rows a toy has, how they are split, and how they are scaled. */
export function DataFields({ takes }: { takes: DataSummary["takes"] }) {
  const words = useLabWords();
  const { catalogue, experiment, suited, change } = useLab();
  const data = { ...suited.data, ...experiment.data };
  const changeData = (part: Partial<DataChoice>) => change({ data: { ...data, ...part } });
  return (
    <div className="fields">
      {takes.includes("rows") && (
        <NumberField
          label={words.rows}
          value={data.rows ?? null}
          whole
          least={4}
          hint={words.byDefault()}
          onChange={(rows) => changeData({ rows })}
        />
      )}
      {takes.includes("noise") && (
        <NumberField
          label={words.noise}
          value={data.noise ?? null}
          least={0}
          most={10}
          hint={words.byDefault()}
          onChange={(noise) => changeData({ noise })}
        />
      )}
      <MarkedSetting mark="split" label={words.split}>
        <NumberField
          label={words.split}
          value={data.seed ?? null}
          whole
          least={0}
          onChange={(seed) => changeData({ seed: seed ?? suited.data?.seed })}
        />
      </MarkedSetting>
      <MarkedSetting mark="scaling" label={words.scaling}>
        <Select
          label={words.scaling}
          value={experiment.scaling ?? ""}
          options={(catalogue?.scalings ?? []).map((value) => ({
            value,
            title: words.scalings[value],
          }))}
          onChange={(scaling) => change({ scaling: scaling as Scaling })}
        />
      </MarkedSetting>
    </div>
  );
}
