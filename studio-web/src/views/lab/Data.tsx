import { useState } from "react";
import { api } from "../../engine/client";
import type { DataCard, DataView } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { HeatMap } from "../../parts/HeatMap";
import { classColour, shown } from "../../parts/pictures";
import { useFetched } from "../../parts/useLook";
import { NumberField, Select, Tab, TabList, TabPanel, Tabs } from "../../parts/widgets";
import { useExperiment } from "../../store/experiment";
import { useWords } from "../../words";
import { nameOfFile, PairPlot } from "./PairPlot";

export function Data() {
  const words = useWords().lab;
  const { experiment, changeData } = useExperiment();
  const { data } = experiment;
  const [added, setAdded] = useState(0);
  const cards = useFetched(`cards ${added}`, api.data);
  const view = useFetched(JSON.stringify([data, added]), () =>
    api.dataView({ ...data, count: 30 }),
  );
  const known = cards.value?.data ?? [];
  const takes = known.find((card) => card.name === data.name)?.takes ?? [];
  return (
    <section className="card" aria-label={words.data}>
      <h2>{words.data}</h2>
      <Select
        label={words.dataSet}
        value={data.name}
        options={known.map((card) => ({ value: card.name, title: titleOf(card) }))}
        onChange={(name) => changeData({ name, rows: null, noise: null })}
      />
      <div className="fields">
        {takes.includes("rows") && (
          <NumberField
            label={words.rows}
            value={data.rows ?? null}
            whole
            least={4}
            hint={words.usual}
            onChange={(rows) => changeData({ rows })}
          />
        )}
        {takes.includes("noise") && (
          <NumberField
            label={words.noise}
            value={data.noise ?? null}
            least={0}
            most={10}
            hint={words.usual}
            onChange={(noise) => changeData({ noise })}
          />
        )}
        <NumberField
          label={words.held}
          value={data.test ?? 0.25}
          least={0.01}
          most={0.9}
          onChange={(test) => changeData({ test: test ?? 0.25 })}
        />
      </div>
      <ErrorNote error={cards.error ?? view.error} />
      {view.value && <Seen view={view.value} />}
      <OwnTable
        onAdded={(name) => {
          setAdded((count) => count + 1);
          changeData({ name, rows: null, noise: null });
        }}
      />
    </section>
  );
}

const titleOf = (card: DataCard) => `${card.name} · ${card.rows} × ${card.features}`;

function Seen({ view }: { view: DataView }) {
  const words = useWords().lab;
  const most = Math.max(1, ...view.counts);
  return (
    <>
      <p className="soft">{view.card.about}</p>
      <p className="soft">{words.count(view.total, view.held_out)}</p>
      <div className="bars" role="group" aria-label={words.counts}>
        {view.counts.map((count, place) => (
          <div key={place}>
            <span>{view.card.classes?.[place]}</span>
            <i style={{ width: `${(100 * count) / most}%`, background: classColour(place) }} />
            <span>{count}</span>
          </div>
        ))}
      </div>
      <Tabs className="tabs">
        <TabList aria-label={words.data}>
          <Tab id="plot">{words.plot}</Tab>
          <Tab id="table">{words.table}</Tab>
        </TabList>
        <TabPanel id="plot">
          {view.side ? <Images view={view} side={view.side} /> : <PairPlot view={view} />}
        </TabPanel>
        <TabPanel id="table">
          <Rows view={view} />
        </TabPanel>
      </Tabs>
    </>
  );
}

function Images({ view, side }: { view: DataView; side: number }) {
  const size = { width: side, height: side, low: 0, high: 255 };
  return (
    <div className="tiles">
      {view.sample.slice(0, 30).map((row) => (
        <figure key={`${row.part}${row.row}`}>
          <HeatMap plane={{ ...size, pixels: row.image ?? "" }} label={row.label} palette="ink" />
          {row.label}
        </figure>
      ))}
    </div>
  );
}

function Rows({ view }: { view: DataView }) {
  return (
    <div
      className="scroll"
      style={{ maxHeight: 300 }}
      tabIndex={0}
      role="region"
      aria-label={view.card.name}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">{view.target}</th>
            {!view.side &&
              view.features.slice(0, 20).map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={`${row.part}${row.row}`}>
              <th scope="row">{row.label}</th>
              {row.inputs?.slice(0, 20).map((value, i) => (
                <td key={i}>{shown(value)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A CSV file, dropped or chosen. The server reads it; the page only carries it. */
function OwnTable({ onAdded }: { onAdded: (name: string) => void }) {
  const words = useWords().lab;
  const [error, setError] = useState<unknown>(null);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    try {
      const card = await api.addTable(nameOfFile(file.name), await file.text());
      setError(null);
      onAdded(card.name);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <div
      className="drop field"
      role="group"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take(event.dataTransfer.files[0]);
      }}
    >
      <label htmlFor="own-table">{words.own}</label>
      <input
        id="own-table"
        type="file"
        accept=".csv,text/csv"
        onChange={(event) => void take(event.target.files?.[0])}
      />
      <p className="soft">{words.ownHint}</p>
      <ErrorNote error={error} />
    </div>
  );
}
