import { share } from "../../parts/Boundary";
import { FoldedTable } from "../../parts/DataTable";
import { shown } from "../../parts/pictures";
import { useWordsOf } from "../../words";
import { type PartResults, spanOf } from "./reading";
import { WORDS } from "./words";

/** A regression: predictions over targets. */
export function Scatter({ part }: { part: PartResults }) {
  const words = useWordsOf(WORDS);
  const pairs = part.answers as [number, number][];
  const [low, high] = spanOf(pairs);
  const title = `${words.scatter}: ${words.partsSmall[part.part]}`;
  const facts = `MAE ${shown(part.mae)}, RMSE ${shown(part.rmse)}, R² ${shown(part.r2)}`;
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <p className="soft">{words.scatterHint}</p>
      <svg
        className="scatter"
        viewBox="-14 -2 116 116"
        role="img"
        aria-label={`${title}. ${facts}`}
      >
        <rect width="100" height="100" className="plane" />
        <line x1="0" y1="100" x2="100" y2="0" className="exact" />
        {pairs.map(([target, answer], place) => (
          <circle
            key={place}
            cx={share(target, low, high)}
            cy={100 - share(answer, low, high)}
            r="1.3"
          >
            <title>{`${words.target} ${shown(target)}, ${words.answer} ${shown(answer)}`}</title>
          </circle>
        ))}
        <text x="0" y="105">
          {shown(low, 3)}
        </text>
        <text x="50" y="111" className="mid">
          {words.target}
        </text>
        <text x="100" y="105" className="end">
          {shown(high, 3)}
        </text>
        <text x="-4" y="50" className="mid" transform="rotate(-90 -4 50)">
          {words.answer}
        </text>
      </svg>
      <p>{facts}</p>
      <FoldedTable
        className="pairs"
        label={title}
        heads={[words.target, words.answer]}
        rows={pairs.map((pair) => pair.map((value) => shown(value)))}
        hasRowHeads={false}
      />
    </section>
  );
}
