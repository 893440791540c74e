import { useWordsOf } from "../../words";
import { type PartResults, percent } from "./reading";
import { WORDS } from "./words";

const WIDTH = 360;
const HEIGHT = 200;
const TOP = 18;
const BOTTOM = 34;

/** Rows by the network's confidence: correct ones below, misclassified ones striped on top. */
export function Confidence({ part }: { part: PartResults }) {
  const words = useWordsOf(WORDS);
  const bins = part.confidence;
  const most = Math.max(1, ...bins.map(({ right, wrong }) => right + wrong));
  const step = WIDTH / Math.max(bins.length, 1);
  const tall = (count: number) => ((HEIGHT - TOP - BOTTOM) * count) / most;
  const floor = HEIGHT - BOTTOM;
  const labels = bins
    .filter(({ right, wrong }) => right + wrong > 0)
    .map(({ low, high, right, wrong }) => words.binOf(percent(low), percent(high), right, wrong));
  return (
    <section className="card" aria-label={words.histogram}>
      <h2>{words.histogram}</h2>
      <p className="soft">{words.histogramHint}</p>
      <svg
        className="histogram"
        viewBox={`-12 0 ${WIDTH + 24} ${HEIGHT}`}
        role="img"
        aria-label={labels.join("; ")}
      >
        <defs>
          <pattern id="stripes" width="6" height="6" patternUnits="userSpaceOnUse">
            <rect width="6" height="6" className="wrong" />
            <path d="M0 6 L6 0" className="stripe" />
          </pattern>
        </defs>
        {bins.map(({ low, high, right, wrong }, place) => {
          const x = step * place + 3;
          const top = floor - tall(right) - tall(wrong);
          return (
            <g key={low}>
              <title>{words.binOf(percent(low), percent(high), right, wrong)}</title>
              <rect
                className="right"
                x={x}
                y={floor - tall(right)}
                width={step - 6}
                height={tall(right)}
              />
              <rect fill="url(#stripes)" x={x} y={top} width={step - 6} height={tall(wrong)} />
              {right + wrong > 0 && (
                <text x={x + step / 2 - 3} y={top - 4}>
                  {right + wrong}
                </text>
              )}
              <text x={step * place} y={floor + 14} className="tick">
                {Math.round(100 * low)}
              </text>
            </g>
          );
        })}
        <text x={WIDTH} y={floor + 14} className="tick">
          100
        </text>
        <line x1="0" x2={WIDTH} y1={floor} y2={floor} className="floor" />
        <text x={WIDTH / 2} y={HEIGHT - 4} className="tick">
          {words.confidence} (%)
        </text>
      </svg>
      <p className="key soft">
        <i className="swatch right" aria-hidden="true" /> {words.right}
        <i className="swatch wrong" aria-hidden="true" /> {words.wrong}
      </p>
    </section>
  );
}
