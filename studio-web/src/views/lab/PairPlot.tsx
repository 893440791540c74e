import type { DataView } from "../../engine/types";
import { share } from "../../parts/Boundary";
import { classColour } from "../../parts/pictures";

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
        colour: view.counts.length > 0 ? classColour(row.target) : "var(--accent)",
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
        colour: view.counts.length > 0 ? classColour(row.target) : "var(--accent)",
      }))}
    </Dots>
  );
}

interface DotsProps {
  label: string;
  radius: number;
  children: { x: number; y: number; colour: string }[];
}

function Dots({ label, radius, children }: DotsProps) {
  return (
    <svg viewBox="-4 -4 108 108" role="img" aria-label={label} className="pair">
      <title>{label}</title>
      {children.map(({ x, y, colour }, i) => (
        <circle key={i} cx={x} cy={100 - y} r={radius} fill={colour} fillOpacity={0.8} />
      ))}
    </svg>
  );
}
