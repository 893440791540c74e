import type { DataView } from "../../engine/types";
import { share } from "../../parts/Boundary";
import { classColour } from "../../parts/pictures";

const MOST = 4;

/** Each feature against each other: one picture for two features, a matrix for up to four. */
export function PairPlot({ view }: { view: DataView }) {
  const places = view.features.slice(0, MOST).map((_, place) => place);
  const pairs =
    places.length === 2
      ? [[0, 1] as const]
      : places.flatMap((up) => places.map((across) => [across, up] as const));
  const columns = places.length === 2 ? 1 : places.length;
  return (
    <div
      style={{ display: "grid", gap: 6, gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
    >
      {pairs.map(([across, up]) => (
        <Pair key={`${across}.${up}`} view={view} across={across} up={up} />
      ))}
    </div>
  );
}

function Pair({ view, across, up }: { view: DataView; across: number; up: number }) {
  const label = `${view.features[across]} → ${view.features[up]}`;
  const [xLow, xHigh] = view.ranges[across] ?? [0, 1];
  const [yLow, yHigh] = view.ranges[up] ?? [0, 1];
  return (
    <svg
      viewBox="-4 -4 108 108"
      role="img"
      aria-label={label}
      style={{ background: "var(--raised)", borderRadius: 6 }}
    >
      <title>{label}</title>
      {view.sample.map((row) => (
        <circle
          key={`${row.part}${row.row}`}
          cx={share(row.inputs?.[across], xLow, xHigh)}
          cy={100 - share(row.inputs?.[up], yLow, yHigh)}
          r={view.features.length === 2 ? 1.4 : 2.6}
          fill={view.counts.length > 0 ? classColour(row.target) : "var(--accent)"}
          fillOpacity={0.8}
        />
      ))}
    </svg>
  );
}

/** A file's name as the workspace allows it: letters, digits and a few marks. Pure. */
export function nameOfFile(file: string): string {
  const plain = file
    .replace(/\.[^.]*$/, "")
    .replace(/[^A-Za-z0-9 _.-]/g, "_")
    .slice(0, 64);
  return /^[A-Za-z0-9]/.test(plain) ? plain : `table ${plain}`.slice(0, 64).trim();
}
