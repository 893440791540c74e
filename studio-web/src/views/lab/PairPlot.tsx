import type { DataView } from "../../engine/types";
import { share } from "../../parts/Boundary";
import { ClassMark } from "../../parts/ClassMark";

const MOST = 4;

/** Each pair of features: one picture for two features, a matrix for up to four. */
export function PairPlot({ view }: { view: DataView }) {
  const places = view.features.slice(0, MOST).map((_, place) => place);
  if (places.length === 1) return <OverInput view={view} />;
  const pairs =
    places.length === 2
      ? [[0, 1] as const]
      : places.flatMap((up) => places.map((across) => [across, up] as const));
  const columns = places.length === 2 ? 1 : places.length;
  return (
    <div className="pairs" style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}>
      {pairs.map(([across, up]) =>
        across === up ? (
          <span key={`${across}.${up}`} className="pair-name">
            {view.features[across]}
          </span>
        ) : (
          <Pair key={`${across}.${up}`} view={view} across={across} up={up} />
        ),
      )}
    </div>
  );
}

/** One input: its rows by input and target. */
function OverInput({ view }: { view: DataView }) {
  const [low, high] = view.ranges[0] ?? [0, 1];
  const targets = view.sample.map((row) => row.target);
  const [least, most] = [Math.min(...targets), Math.max(...targets)];
  const label = `${view.features[0]} → ${view.target}`;
  return (
    <Dots label={label} radius={1.3}>
      {view.sample.map((row) => ({
        x: share(row.inputs?.[0], low, high),
        y: share(row.target, least, most),
        place: view.counts.length > 0 ? row.target : null,
      }))}
    </Dots>
  );
}

function Pair({ view, across, up }: { view: DataView; across: number; up: number }) {
  const [xLow, xHigh] = view.ranges[across] ?? [0, 1];
  const [yLow, yHigh] = view.ranges[up] ?? [0, 1];
  return (
    <Dots
      label={`${view.features[across]} → ${view.features[up]}`}
      radius={view.features.length === 2 ? 1.3 : 2.8}
    >
      {view.sample.map((row) => ({
        x: share(row.inputs?.[across], xLow, xHigh),
        y: share(row.inputs?.[up], yLow, yHigh),
        place: view.counts.length > 0 ? row.target : null,
      }))}
    </Dots>
  );
}

interface DotsProps {
  label: string;
  radius: number;
  children: { x: number; y: number; place: number | null }[];
}

function Dots({ label, radius, children }: DotsProps) {
  return (
    <svg viewBox="-4 -4 108 108" role="img" className="pair">
      <title>{label}</title>
      {children.map(({ x, y, place }, i) => (
        <ClassMark key={i} place={place} at={{ x, y: 100 - y }} radius={radius} fillOpacity={0.8} />
      ))}
    </svg>
  );
}
