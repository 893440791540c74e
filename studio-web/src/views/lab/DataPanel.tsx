import { useState } from "react";
import type { DataView } from "../../engine/types";
import { HeatMap } from "../../parts/HeatMap";
import { Region } from "../../parts/Region";
import { ClassMark, MarkSwatch } from "../../parts/ClassMark";
import { Button } from "../../parts/widgets";
import { useExperiment } from "../../store/experiment";
import { useWords } from "../../words";
import { axesOf } from "./axes";
import { Picture, pointsOf } from "./Cards";
import { useLab } from "./context";
import { DataDrawer } from "./DataDrawer";
import type { OwnFile } from "./OwnTable";
import { readOwn } from "./OwnTable";
import { useAboutData } from "./DataTabs";
import { useLabWords } from "./words";

/** The data: a button with its picture and name, which opens the choice, and some of the rows. */
export function DataPanel() {
  const words = useLabWords();
  const { loading } = useWords();
  const { cards, view } = useLab();
  const [isOpen, setOpen] = useState(false);
  const [isOver, setOver] = useState(false);
  const [file, setFile] = useState<OwnFile | null>(null);
  const [error, setError] = useState<unknown>(null);
  const name = useExperiment((state) => state.experiment.data?.name ?? "");
  const card = cards.value?.find((one) => one.name === name) ?? view.value?.card;
  const about = useAboutData();
  const taken = (cards.value ?? []).map((one) => one.name);
  const read = (chosen: File) => {
    setOpen(true);
    setError(null);
    readOwn(chosen, taken).then(setFile, setError);
  };
  return (
    <Region
      className={isOver ? "data-panel drop-here" : "data-panel"}
      title={words.data}
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
      <Button aria-haspopup="dialog" onPress={() => setOpen(true)}>
        <span className="unseen">{words.dataSetNow} </span>
        {card ? (
          <span className="data-button" title={about(card)}>
            <Picture card={card} view={view.value ?? undefined} />
            <b>{card.name}</b> <small>{words.size(card.rows, card.features)}</small>
            <i aria-hidden="true">▾</i>
          </span>
        ) : (
          loading
        )}
      </Button>
      {view.value && <Rows view={view.value} />}
      <DataDrawer
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        file={file}
        onFile={setFile}
        onRead={read}
        error={error}
        onError={setError}
      />
    </Region>
  );
}

/** The rows over two inputs, or some of the images, and the colours of the classes. */
function Rows({ view }: { view: DataView }) {
  const words = useLabWords();
  return (
    <figure className="data-rows">
      {view.side ? <SomeImages view={view} side={view.side} /> : <Scatter view={view} />}
      <figcaption>
        <Classes view={view} />
        <span className="soft">{words.count(view.total, view.held_out)}</span>
      </figcaption>
    </figure>
  );
}

function Scatter({ view }: { view: DataView }) {
  const [across, up] = axesOf(view);
  const isNumber = view.counts.length === 0;
  const upName = isNumber || across === up ? view.target : view.features[up];
  const label = `${view.features[across]} → ${upName}`;
  return (
    <svg viewBox="-4 -4 108 108" role="img" className="data-scatter">
      <title>{label}</title>
      {pointsOf(view, Infinity).map(({ x, y, place }, i) => (
        <ClassMark key={i} place={place} at={{ x, y: 100 - y }} radius={1.5} fillOpacity={0.8} />
      ))}
    </svg>
  );
}

const SOME = 12;

function SomeImages({ view, side }: { view: DataView; side: number }) {
  const size = { width: side, height: side, low: 0, high: 255 };
  return (
    <div className="data-images">
      {view.sample.slice(0, SOME).map((row) => (
        <HeatMap
          key={`${row.part}${row.row}`}
          plane={{ ...size, pixels: row.image ?? "" }}
          label={row.label}
          palette="ink"
        />
      ))}
    </div>
  );
}

const MOST_CLASSES = 6;

function Classes({ view }: { view: DataView }) {
  const classes = view.card.classes ?? [];
  if (view.side || classes.length > MOST_CLASSES) return null;
  return (
    <ul className="legend">
      {classes.map((name, place) => (
        <li key={name}>
          <MarkSwatch place={place} /> {name}
        </li>
      ))}
    </ul>
  );
}
