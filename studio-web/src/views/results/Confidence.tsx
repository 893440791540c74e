import { Saveable } from "../../parts/Saveable";
import { percent } from "../../parts/numbers";
import { useSize } from "../../parts/useSize";
import { useWordsOf } from "../../words";
import { calibrationOf, meanConfidence, type PartResults } from "./reading";
import { WORDS } from "./words";

const LEFT = 34;
const RIGHT = 10;
const TOP = 14;
const BOTTOM = 30;
/** The share of the height for the upper drawing, and the gap below it. */
const UPPER = 0.56;
const GAP = 20;

/** How many are correct at each confidence, above; how many rows there are, below. */
export function Confidence({ part }: { part: PartResults }) {
  const words = useWordsOf(WORDS);
  const [home, { width, height }] = useSize<HTMLDivElement>({ width: 400, height: 220 });
  const verdict = words.calibration[calibrationOf(part)];
  const labels = part.confidence
    .filter(({ right, wrong }) => right + wrong > 0)
    .map(({ low, high, right, wrong }) => words.binOf(percent(low), percent(high), right, wrong));
  const frame = { part, x: LEFT, width: width - LEFT - RIGHT };
  const upper = { top: TOP, height: Math.max(10, UPPER * (height - TOP - BOTTOM - GAP)) };
  const lowerTop = upper.top + upper.height + GAP;
  const lower = { top: lowerTop, height: Math.max(10, height - BOTTOM - lowerTop) };
  return (
    <section className="panel confidence" aria-label={words.histogram}>
      <header className="panel-head">
        <h2 title={words.histogramHint}>{words.histogram}</h2>
      </header>
      <p>
        {part.rows > 0 && verdict(percent(meanConfidence(part)), percent(part.accuracy))}{" "}
        <span className="soft">
          {part.calibration_error != null &&
            words.calibrationError(percent(part.calibration_error))}
        </span>
      </p>
      <Saveable title={words.histogram}>
        <div className="confidence-place" ref={home}>
          <svg
            className="histogram"
            viewBox={`0 0 ${width} ${height}`}
            role="img"
            aria-label={labels.join("; ")}
          >
            <Reliability {...frame} {...upper} />
            <Counts {...frame} {...lower} />
            <text x={LEFT + frame.width / 2} y={height - 2} className="tick">
              {words.confidence} (%)
            </text>
          </svg>
        </div>
        <p className="key soft">
          <span>
            <i className="swatch right" aria-hidden="true" /> {words.right}
          </span>
          <span>
            <i className="swatch wrong" aria-hidden="true" /> {words.wrong}
          </span>
        </p>
      </Saveable>
    </section>
  );
}

interface DrawingProps {
  part: PartResults;
  x: number;
  width: number;
  top: number;
  height: number;
}

/** The share of correct rows in each bin, and the line on which it equals the confidence. */
function Reliability({ part, x, width, top, height }: DrawingProps) {
  const words = useWordsOf(WORDS);
  const step = width / Math.max(part.confidence.length, 1);
  const floor = top + height;
  return (
    <g>
      <text x={x} y={top - 4} className="tick start">
        {words.accuracyOf}
      </text>
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line
            className="grid"
            x1={x}
            x2={x + width}
            y1={floor - height * share}
            y2={floor - height * share}
          />
          <text x={x - 5} y={floor - height * share + 4} className="tick end">
            {100 * share}
          </text>
        </g>
      ))}
      {part.confidence.map(({ low, high, right, wrong, mean }, place) => {
        const count = right + wrong;
        if (count === 0) return null;
        const tall = (height * right) / count;
        const expected = floor - height * (mean ?? 0);
        return (
          <g key={low}>
            <title>{words.binOf(percent(low), percent(high), right, wrong)}</title>
            <rect
              className="right"
              x={x + step * place + 2}
              y={floor - tall}
              width={step - 4}
              height={tall}
            />
            <line
              className="expected"
              x1={x + step * place}
              x2={x + step * (place + 1)}
              y1={expected}
              y2={expected}
            />
          </g>
        );
      })}
      <line className="exact" x1={x} x2={x + width} y1={floor} y2={top} />
      <line className="floor" x1={x} x2={x + width} y1={floor} y2={floor} />
    </g>
  );
}

/** The number of rows in each bin: correct ones below, wrong ones striped on top. */
function Counts({ part, x, width, top, height }: DrawingProps) {
  const words = useWordsOf(WORDS);
  const bins = part.confidence;
  const most = Math.max(1, ...bins.map(({ right, wrong }) => right + wrong));
  const step = width / Math.max(bins.length, 1);
  const floor = top + height;
  const tall = (count: number) => (height * count) / most;
  return (
    <g>
      <text x={x} y={top - 6} className="tick start">
        {words.rowsOf}
      </text>
      <defs>
        <pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse">
          <rect width="6" height="6" className="wrong" />
          <path d="M0 6 L6 0" className="stripe" />
        </pattern>
      </defs>
      {bins.map(({ low, right, wrong }, place) => {
        const left = x + step * place + 2;
        const y = floor - tall(right) - tall(wrong);
        return (
          <g key={low}>
            <rect
              className="right"
              x={left}
              y={floor - tall(right)}
              width={step - 4}
              height={tall(right)}
            />
            <rect fill="url(#stripes)" x={left} y={y} width={step - 4} height={tall(wrong)} />
            {right + wrong > 0 && (
              <text x={left + step / 2 - 2} y={y - 3}>
                {right + wrong}
              </text>
            )}
            <text x={x + step * place} y={floor + 13} className="tick">
              {Math.round(100 * low)}
            </text>
          </g>
        );
      })}
      <text x={x + width} y={floor + 13} className="tick">
        100
      </text>
      <line className="floor" x1={x} x2={x + width} y1={floor} y2={floor} />
    </g>
  );
}
