import { useState } from "react";
import { lossText } from "../../parts/numbers";
import { share } from "../../parts/Boundary";
import { DataTable } from "../../parts/DataTable";
import { Popup } from "../../parts/Drawer";
import { shown } from "../../parts/pictures";
import { Saveable } from "../../parts/Saveable";
import { useSize } from "../../parts/useSize";
import { Switch } from "../../parts/widgets";
import { usePartWords } from "../../parts/words";
import { useWordsOf } from "../../words";
import { type PartResults, spanOf } from "./reading";
import { WORDS } from "./words";

type Pairs = [number, number][];

/** A regression: predictions over targets. */
export function Scatter({ part }: { part: PartResults }) {
  const words = useWordsOf(WORDS);
  const tables = usePartWords();
  const [isTable, setTable] = useState(false);
  const pairs = part.answers as Pairs;
  const title = `${words.scatter}: ${words.partsSmall[part.part]}`;
  const facts = `MAE ${lossText(part.mae)}, RMSE ${lossText(part.rmse)}, R² ${lossText(part.r2)}`;
  return (
    <section className="panel scatter-panel" aria-label={title}>
      <header className="panel-head">
        <h2>{title}</h2>
        <Popup label={words.optionsOf(title)} sign={<span aria-hidden="true">⋯</span>}>
          <Switch label={tables.table} isOn={isTable} onChange={setTable} />
        </Popup>
      </header>
      <p className="soft">
        {words.scatterHint} {facts}
      </p>
      {isTable ? (
        <DataTable
          label={tables.tableOf(title)}
          heads={[words.target, words.answer]}
          rows={pairs.map((pair) => pair.map((value) => shown(value)))}
          hasRowHeads={false}
        />
      ) : (
        <Saveable title={title}>
          <Drawing pairs={pairs} label={`${title}. ${facts}`} />
        </Saveable>
      )}
    </section>
  );
}

const [LEFT, TOP, BOTTOM] = [20, 4, 30];

/** A square in the place that there is. */
function Drawing({ pairs, label }: { pairs: Pairs; label: string }) {
  const words = useWordsOf(WORDS);
  const [home, { width, height }] = useSize<HTMLDivElement>({ width: 360, height: 360 });
  const side = Math.max(60, Math.min(width - 2 * LEFT, height - TOP - BOTTOM));
  const left = (width - side) / 2;
  const [low, high] = spanOf(pairs);
  const floor = TOP + side;
  const x = (value: number) => left + (side / 100) * share(value, low, high);
  const y = (value: number) => floor - (side / 100) * share(value, low, high);
  return (
    <div className="confidence-place" ref={home}>
      <svg className="scatter" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <rect className="plane" x={left} y={TOP} width={side} height={side} />
        <line className="exact" x1={left} y1={floor} x2={left + side} y2={TOP} />
        {pairs.map(([target, answer], place) => (
          <circle key={place} cx={x(target)} cy={y(answer)} r="2.6">
            <title>{`${words.target} ${shown(target)}, ${words.answer} ${shown(answer)}`}</title>
          </circle>
        ))}
        <text x={left} y={floor + 13}>
          {shown(low, 3)}
        </text>
        <text x={left + side / 2} y={floor + 26} className="mid">
          {words.target}
        </text>
        <text x={left + side} y={floor + 13} className="end">
          {shown(high, 3)}
        </text>
        <text
          x={left - 6}
          y={TOP + side / 2}
          className="mid"
          transform={`rotate(-90 ${left - 6} ${TOP + side / 2})`}
        >
          {words.answer}
        </text>
      </svg>
    </div>
  );
}
