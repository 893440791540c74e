import { useState } from "react";
import { api } from "../../engine/client";
import type { NetworkLook } from "../../engine/types";
import { Boundary } from "../../parts/Boundary";
import { ErrorNote } from "../../parts/ErrorNote";
import { HeatMap } from "../../parts/HeatMap";
import { useFetched } from "../../parts/useLook";
import { Select } from "../../parts/widgets";
import { useWords } from "../../words";

/** The boundary over two inputs of choice, and what each neuron answers on the same plane. */
export function Planes({
  run,
  moment,
  look,
}: {
  run: number;
  moment: string;
  look: NetworkLook | null;
}) {
  const words = useWords().lab;
  const [across, setAcross] = useState(0);
  const [up, setUp] = useState(1);
  const inputs = look?.inputs ?? [];
  const isPlane = inputs.length >= 2 && across < inputs.length && up < inputs.length;
  const key = isPlane ? `${moment} ${across} ${up}` : null;
  const boundary = useFetched(key, () => api.boundary(run, { across, up }));
  const options = inputs.map((title, place) => ({ value: String(place), title }));
  if (boundary.value === null) return <ErrorNote error={boundary.error} />;
  return (
    <>
      <h3>{words.boundary}</h3>
      <div className="fields">
        <Select
          label={words.across}
          value={String(across)}
          options={options}
          onChange={(value) => setAcross(Number(value))}
        />
        <Select
          label={words.upward}
          value={String(up)}
          options={options}
          onChange={(value) => setUp(Number(value))}
        />
      </div>
      <div style={{ maxWidth: 420 }}>
        <Boundary look={boundary.value} classes={look?.outputs ?? []} label={words.boundary} />
      </div>
      <h3>{words.neurons}</h3>
      <div className="tiles">
        {boundary.value.neurons.map(({ layer, unit, plane }) => (
          <figure key={`${layer}.${unit}`}>
            <HeatMap plane={plane} label={words.neuron(layer, unit)} />
            {`${layer}.${unit}`}
          </figure>
        ))}
      </div>
    </>
  );
}

/** Each first-layer neuron's weights as an image. */
export function Filters({ run, moment }: { run: number; moment: string }) {
  const words = useWords().lab;
  const filters = useFetched(moment, () => api.filters(run));
  return (
    <>
      <h3>{words.filters}</h3>
      <ErrorNote error={filters.error} />
      <div className="tiles">
        {filters.value?.filters.map((plane, unit) => (
          <HeatMap key={unit} plane={plane} label={words.neuron(1, unit)} />
        ))}
      </div>
    </>
  );
}
