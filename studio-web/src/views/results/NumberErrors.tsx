/** What stands for confidence and mistakes in a regression: the errors, and the largest of them. */
import type { DataView } from "../../engine/types";
import { DataTable } from "../../parts/DataTable";
import { shown } from "../../parts/pictures";
import { Saveable } from "../../parts/Saveable";
import { useSize } from "../../parts/useSize";
import { usePartWords } from "../../parts/words";
import { useWordsOf } from "../../words";
import { insideOf, type PartResults } from "./reading";
import { WORDS } from "./words";

const [SIDE, TOP, BOTTOM] = [10, 16, 18];
const MOST_FEATURES = 20;

/** The histogram of prediction minus target. */
export function ErrorHistogram({ part }: { part: PartResults }) {
  const words = useWordsOf(WORDS);
  const [home, { width, height }] = useSize<HTMLDivElement>({ width: 400, height: 220 });
  const bins = part.errors;
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const step = (width - 2 * SIDE) / Math.max(bins.length, 1);
  const floor = height - BOTTOM;
  const textOf = ({ low, high, count }: (typeof bins)[number]) =>
    words.errorBin(shown(low, 3), shown(high, 3), count);
  return (
    <section className="panel confidence number-errors" aria-label={words.errorsOf}>
      <header className="panel-head">
        <h2>{words.errorsOf}</h2>
      </header>
      <p className="soft">{words.errorsHint}</p>
      <Saveable title={words.errorsOf}>
        <div className="confidence-place" ref={home}>
          <svg
            className="histogram"
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={bins.map(textOf).join("; ")}
          >
            {bins.map((bin, place) => {
              const tall = ((floor - TOP) * bin.count) / most;
              const x = SIDE + step * place;
              return (
                <g key={bin.low}>
                  <title>{textOf(bin)}</title>
                  <rect
                    className="right"
                    x={x + 1}
                    y={floor - tall}
                    width={step - 2}
                    height={tall}
                  />
                  {bin.count > 0 && (
                    <text x={x + step / 2} y={floor - tall - 3}>
                      {bin.count}
                    </text>
                  )}
                </g>
              );
            })}
            <line className="floor" x1={SIDE} x2={width - SIDE} y1={floor} y2={floor} />
            <line className="exact" x1={width / 2} x2={width / 2} y1={TOP} y2={floor} />
            <text className="tick start" x={SIDE} y={height - 4}>
              {shown(bins[0]?.low, 3)}
            </text>
            <text className="tick" x={width / 2} y={height - 4}>
              0
            </text>
            <text className="tick end" x={width - SIDE} y={height - 4}>
              {shown(bins.at(-1)?.high, 3)}
            </text>
          </svg>
        </div>
      </Saveable>
    </section>
  );
}

interface WorstProps {
  run: number;
  part: PartResults;
  view: DataView | null;
}

/** The rows whose prediction is farthest from the target. */
export function Worst({ run, part, view }: WorstProps) {
  const words = useWordsOf(WORDS);
  const { tableOf } = usePartWords();
  const columns = (view?.features ?? []).slice(0, MOST_FEATURES);
  return (
    <section className="panel misses-panel" aria-label={words.worst}>
      <header className="panel-head">
        <h2>{words.worst}</h2>
      </header>
      <p className="soft">{words.worstOf(part.worst.length, part.rows)}</p>
      <DataTable
        className="misses-table"
        label={tableOf(words.worst)}
        heads={[words.row, words.target, words.answer, words.error, ...columns, words.inside]}
        rows={part.worst.map(({ example, answer }) => [
          example.row,
          shown(example.target),
          shown(answer),
          shown(answer - example.target),
          ...columns.map((_, place) => shown(example.inputs?.[place])),
          <a key="inside" href={insideOf(run, example)} aria-label={words.insideRow(example.row)}>
            {words.inside}
          </a>,
        ])}
      />
    </section>
  );
}
