import { useEffect, useState } from "react";
import { Label, Radio, RadioGroup } from "react-aria-components";
import { api } from "../../engine/client";
import type { DataSummary, DataView } from "../../engine/types";
import { share } from "../../parts/Boundary";
import { ClassMark } from "../../parts/ClassMark";
import { axesOf } from "./axes";
import { useAboutData } from "./DataTabs";
import { useLabWords } from "./words";

interface CardsProps {
  cards: DataSummary[];
  /** Some rows of each, as far as they have come. */
  pictures: ReadonlyMap<string, DataView>;
  chosen: string;
  onChoose: (name: string) => void;
  /** The choice is made: by a click, or by Enter after the arrow keys. */
  onTaken: () => void;
}

/** All data sets as small pictures; the arrow keys choose. */
export function Cards({ cards, pictures, chosen, onChoose, onTaken }: CardsProps) {
  const words = useLabWords();
  const about = useAboutData();
  return (
    <div
      role="presentation"
      // the arrow keys make clicks too, which have no detail
      onClick={({ target, detail }) =>
        detail > 0 && target instanceof Element && target.closest(".dataset") && onTaken()
      }
      onKeyDownCapture={({ key }) => key === "Enter" && onTaken()}
    >
      <RadioGroup className="datasets" value={chosen} onChange={onChoose}>
        <Label className="unseen">{words.dataSet}</Label>
        {cards.map((card) => (
          <Radio
            key={card.name}
            value={card.name}
            className="dataset"
            aria-label={`${card.name}: ${about(card)}`}
          >
            <span title={about(card)}>
              <Picture card={card} view={pictures.get(card.name)} />
              <b>{card.name}</b>
              <small>{words.size(card.rows, card.features)}</small>
            </span>
          </Radio>
        ))}
      </RadioGroup>
    </div>
  );
}

const MOST_POINTS = 90;

/** Some rows of each data set, fetched one after another and kept; images need no request. */
export function usePictures(cards: DataSummary[]): ReadonlyMap<string, DataView> {
  const [views, setViews] = useState<ReadonlyMap<string, DataView>>(new Map());
  const wanted = cards.filter((card) => card.shows !== "images").map((card) => card.name);
  const key = wanted.join("|");
  useEffect(() => {
    let isCurrent = true;
    const fetchAll = async () => {
      for (const name of key.split("|").filter(Boolean)) {
        const view = await api.dataView({ name, count: 1 }).catch(() => null);
        if (!isCurrent) return;
        if (view) setViews((old) => new Map(old).set(name, view));
      }
    };
    void fetchAll();
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return views;
}

/** A data set's rows over its last two inputs, or over its input and its target. */
export function Picture({ card, view }: { card: DataSummary; view: DataView | undefined }) {
  if (card.shows === "images") return <Digit />;
  const points = view ? pointsOf(view) : [];
  return (
    <svg viewBox="-6 -6 112 112" aria-hidden="true" className="dataset-picture">
      {points.map(({ x, y, place }, i) => (
        <ClassMark key={i} place={place} at={{ x, y: 100 - y }} radius={3.4} fillOpacity={0.85} />
      ))}
    </svg>
  );
}

/** The positions of some of the rows in the picture, in percent. Pure. */
export function pointsOf(
  view: DataView,
  most = MOST_POINTS,
): { x: number; y: number; place: number | null }[] {
  const every = Math.max(1, Math.ceil(view.sample.length / most));
  const rows = view.sample.filter((_, i) => i % every === 0);
  const isNumber = view.counts.length === 0;
  const [across, up] = axesOf(view);
  const targets = rows.map((row) => row.target);
  const [low, high] = [Math.min(...targets), Math.max(...targets)];
  const within = (place: number, value: number | null | undefined) => {
    const [least, greatest] = view.ranges[place] ?? [0, 1];
    return share(value, least, greatest);
  };
  return rows.map((row) => ({
    x: within(across, row.inputs?.[across]),
    y: isNumber || up === across ? share(row.target, low, high) : within(up, row.inputs?.[up]),
    place: isNumber ? null : row.target,
  }));
}

/** A seven in the style of MNIST. */
function Digit() {
  return (
    <svg viewBox="0 0 28 28" aria-hidden="true" className="dataset-picture ink">
      <path d="M8 9.5c4 -1.4 8 -1.3 12.5 -1.6c-1.2 4.6 -4 8.6 -6.5 13.6" />
    </svg>
  );
}
