import { Scroll } from "../../parts/DataTable";
import { Saveable } from "../../parts/Saveable";
import { useSize } from "../../parts/useSize";
import type { FitnessText } from "./population";
import { type Kin, placesOf } from "./tree";
import { useEvolveWords } from "./words";

const LEFT = 28;
/** Beside the button that saves it. */
const RIGHT = 18;
/** Smaller, and the numbers run into each other. */
const LEAST = { row: 40, node: 41 };
const RADIUS = 13;

interface TreeProps {
  rows: Kin[][];
  text: FitnessText;
}

/** A family in the place that there is; it scrolls only where its numbers would not fit. */
export function Tree({ rows, text }: TreeProps) {
  const words = useEvolveWords();
  const [home, size] = useSize<HTMLDivElement>({ width: 420, height: 240 });
  const most = Math.max(...rows.map((row) => row.length));
  const width = Math.max(size.width - LEFT - RIGHT, most * LEAST.node);
  const row = Math.max(Math.floor(size.height / rows.length) - 1, LEAST.row);
  const places = placesOf(rows, width, row);
  const all = rows.flat();
  const summary = words.familySummary(rows.length, all.length, rows[0]?.[0]?.individual ?? 0);
  return (
    <div className="tree-place" ref={home}>
      <Saveable title={words.family}>
        <Scroll label={words.treeOf(words.family)}>
          <svg
            className="tree"
            viewBox={`${-LEFT} 0 ${width + LEFT} ${rows.length * row}`}
            width={width + LEFT}
            height={rows.length * row}
            role="img"
            aria-label={summary}
          >
            <Lines rows={all} places={places} row={row} />
            {rows.map((kin, depth) => (
              <text key={depth} className="tick" x={-LEFT + 2} y={row * (depth + 0.5) + 4}>
                {kin[0]?.generation}
              </text>
            ))}
            {all.map((kin) => {
              const at = places.get(kin.key);
              return at && <Node key={kin.key} kin={kin} x={at.x} y={at.y - 6} text={text} />;
            })}
          </svg>
        </Scroll>
      </Saveable>
    </div>
  );
}

interface LinesProps {
  rows: Kin[];
  places: ReturnType<typeof placesOf>;
  row: number;
}

function Lines({ rows, places, row }: LinesProps) {
  const line = (kin: Kin, parent: string) => {
    const [from, to] = [places.get(kin.key), places.get(parent)];
    if (!from || !to) return null;
    const bend = row / 2;
    return (
      <path
        key={kin.key + parent}
        className={kin.isElite ? "line only" : "line"}
        d={`M${from.x} ${from.y} C${from.x} ${from.y + bend} ${to.x} ${to.y - bend} ${to.x} ${to.y}`}
      />
    );
  };
  return <>{rows.flatMap((kin) => kin.parents.map((parent) => line(kin, parent)))}</>;
}

interface NodeProps {
  kin: Kin;
  x: number;
  y: number;
  text: FitnessText;
}

function Node({ kin, x, y, text }: NodeProps) {
  const words = useEvolveWords();
  const fitness = text(kin.fitness);
  return (
    <g className={kin.isElite ? "kin elite" : "kin"}>
      <title>{words.nodeOf(kin.individual, fitness)}</title>
      <circle cx={x} cy={y} r={RADIUS} />
      <text x={x} y={y + 4}>
        {kin.individual}
      </text>
      <text className="tick" x={x} y={y + RADIUS + 11}>
        {fitness}
      </text>
      {kin.isElite && (
        <text x={x + RADIUS} y={y - RADIUS + 4}>
          ◆
        </text>
      )}
    </g>
  );
}
