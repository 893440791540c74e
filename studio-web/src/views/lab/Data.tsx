import { useState } from "react";
import { api } from "../../engine/client";
import type { Catalogue, DataSummary, DataView, Experiment } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { type Fetched, useFetched } from "../../parts/useView";
import { Button, NumberField, Select } from "../../parts/widgets";
import { useExperiment } from "../../store/experiment";
import { useRuns } from "../../store/runs";
import { onData } from "../../store/defaults";
import { useWords } from "../../words";
import { Cards } from "./Cards";
import { OwnFileField, type OwnFile, OwnTable, readOwn } from "./OwnTable";
import { PasteTable } from "./PasteTable";
import { Points } from "./Points";
import { Counts } from "./DataTabs";
import { useLabWords } from "./words";

interface DataProps {
  view: Fetched<DataView>;
  catalogue: Catalogue | null;
}

export function Data({ view, catalogue }: DataProps) {
  const words = useLabWords();
  const { loading } = useWords();
  const { experiment, change } = useExperiment();
  const restarts = useRuns((state) => state.restarts);
  const [changes, setChanges] = useState(0);
  const [file, setFile] = useState<OwnFile | null>(null);
  const [isPlacing, setPlacing] = useState(false);
  const [isPasting, setPasting] = useState(false);
  const [isOver, setOver] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const cards = useFetched(`cards ${changes} ${restarts}`, api.data);
  const known = cards.value?.data ?? [];
  const card = known.find(({ name }) => name === experiment.data?.name);
  const taken = known.map(({ name }) => name);
  const choose = (name: string) => change(onData(useExperiment.getState().experiment, known, name));
  const added = (data: DataSummary) => {
    setFile(null);
    setPlacing(false);
    setChanges((count) => count + 1);
    const { experiment, defaults } = useExperiment.getState();
    change(onData(experiment, [...known, data], data.name, defaults));
  };
  const pasted = (table: OwnFile) => {
    setPasting(false);
    setFile(table);
  };
  const read = (chosen: File) => void readOwn(chosen, taken).then(setFile, setError);
  const remove = (name: string) =>
    void api.deleteData(name).then(() => {
      setChanges((count) => count + 1);
      choose("iris");
    }, setError);
  return (
    <section
      className={isOver ? "card drop-here" : "card"}
      data-tour="data"
      aria-label={words.data}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const dropped = event.dataTransfer.files[0];
        if (dropped) read(dropped);
      }}
    >
      <h2>{words.data}</h2>
      {cards.value === null && cards.error === null && <p className="soft">{loading}</p>}
      <Cards cards={known} chosen={experiment.data?.name ?? "iris"} onChoose={choose} />
      <ErrorNote error={error ?? cards.error ?? view.error} />
      {view.value && <Counts view={view.value} />}
      {catalogue && <DataFields catalogue={catalogue} takes={card?.takes ?? []} />}
      <div className="row">
        <Button onPress={() => setPlacing(true)}>{words.place}</Button>
        <Button onPress={() => setPasting(true)}>{words.paste}</Button>
        {card?.source === "own" && (
          <Button onPress={() => remove(card.name)}>{words.deleteData(card.name)}</Button>
        )}
      </div>
      <OwnFileField onFile={read} />
      {isPasting && <PasteTable taken={taken} onClose={() => setPasting(false)} onTable={pasted} />}
      {file && <OwnTable file={file} onClose={() => setFile(null)} onAdded={added} />}
      {isPlacing && <Points taken={taken} onClose={() => setPlacing(false)} onAdded={added} />}
    </section>
  );
}

type Scaling = NonNullable<Experiment["scaling"]>;

function DataFields({ catalogue, takes }: { catalogue: Catalogue; takes: DataSummary["takes"] }) {
  const words = useLabWords();
  const { experiment, change, changeData } = useExperiment();
  const { defaults, scalings } = catalogue;
  const data = { ...defaults.data, ...experiment.data };
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
      <NumberField
        label={words.held}
        value={data.test ?? null}
        least={0.01}
        most={0.9}
        onChange={(test) => changeData({ test: test ?? defaults.data?.test })}
      />
      <NumberField
        label={words.split}
        value={data.seed ?? null}
        whole
        least={0}
        onChange={(seed) => changeData({ seed: seed ?? defaults.data?.seed })}
      />
      <Select
        label={words.scaling}
        value={experiment.scaling ?? ""}
        options={scalings.map((value) => ({ value, title: words.scalings[value] }))}
        onChange={(scaling) => change({ scaling: scaling as Scaling })}
      />
    </div>
  );
}
