import { HeatMap } from "../../parts/HeatMap";
import { useLab } from "./context";

const MOST = 24;

/** Some images of the data, each with its class. */
export function DataImages({ most = MOST }: { most?: number }) {
  const view = useLab().view.value;
  if (!view?.side) return null;
  const size = { width: view.side, height: view.side, low: 0, high: 255 };
  return (
    <div className="tiles">
      {view.sample.slice(0, most).map((row) => (
        <figure key={`${row.part}${row.row}`}>
          <HeatMap plane={{ ...size, pixels: row.image ?? "" }} label={row.label} palette="ink" />
          {row.label}
        </figure>
      ))}
    </div>
  );
}
