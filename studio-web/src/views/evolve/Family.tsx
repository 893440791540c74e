import { Scroll } from "../../parts/DataTable";
import type { FamilyView } from "../../engine/types";
import type { Part } from "../../parts/useAddress";
import { Button, Slider } from "../../parts/widgets";
import { useWordsOf } from "../../words";
import { fitnessText } from "./population";
import { firstCopyOf, type Kin, placesOf, rowsOf } from "./tree";
import { type EvolveWords, WORDS } from "./words";

const ROW = 84;
const NODE = 52;
const LEFT = 44;

interface FamilyProps {
  view: FamilyView;
  /** Whether an individual other than the best is selected. */
  isOther: boolean;
  breeds: boolean;
  depth: number;
  put: (part: Part) => void;
}

/** The best individual with its ancestors, as a drawing and as text. */
export function Family({ view, isOther, breeds, depth, put }: FamilyProps) {
  const words = useWordsOf(WORDS);
  const { best } = view;
  const title = isOther && best ? words.familyOf(best.individual) : words.family;
  const born = best && firstCopyOf(best);
  const rows = born && breeds ? rowsOf(born).slice(0, depth + 1) : [];
  return (
    <section className="card wide" aria-label={title}>
      <h2>{title}</h2>
      {isOther && (
        <div className="row">
          <Button onPress={() => put({ kin: null })}>{words.familyBack}</Button>
        </div>
      )}
      {rows.length === 0 ? (
        <p className="soft">{words.noFamily}</p>
      ) : (
        <>
          <p className="soft">{words.familyHint}</p>
          <div className="narrow">
            <Slider
              label={words.depth}
              value={depth}
              least={1}
              most={8}
              step={1}
              text={String(depth)}
              onChange={(next) => put({ depth: next })}
            />
          </div>
          {best && born && best !== born && (
            <p>
              {born.parents.length === 0 && born.generation > 1
                ? words.livedLong(born.generation)
                : words.lived(best.individual, born.generation, born.individual)}
            </p>
          )}
          <Tree rows={rows} />
          <InWords rows={rows} />
        </>
      )}
    </section>
  );
}

function Tree({ rows }: { rows: Kin[][] }) {
  const words = useWordsOf(WORDS);
  const most = Math.max(6, ...rows.map((row) => row.length));
  const [width, height] = [most * NODE, rows.length * ROW];
  const places = placesOf(rows, width, ROW);
  const all = rows.flat();
  const summary = words.familySummary(rows.length, all.length, rows[0]?.[0]?.individual ?? 0);
  return (
    <Scroll label={words.treeOf(words.family)}>
      <svg
        className="tree"
        viewBox={`${-LEFT} 0 ${width + LEFT} ${height}`}
        style={{ minWidth: Math.min(width + LEFT, 40 + most * 40), maxWidth: 1.2 * (width + LEFT) }}
        role="img"
        aria-label={summary}
      >
        {all.flatMap((kin) =>
          kin.parents.map((parent) => {
            const [from, to] = [places.get(kin.key), places.get(parent)];
            return (
              from &&
              to && (
                <path
                  key={kin.key + parent}
                  className={kin.isElite ? "line only" : "line"}
                  d={`M${from.x} ${from.y} C${from.x} ${from.y + ROW / 2} ${to.x} ${to.y - ROW / 2} ${to.x} ${to.y}`}
                />
              )
            );
          }),
        )}
        {rows.map((row, depth) => (
          <text key={depth} className="tick" x={-LEFT + 4} y={ROW * (depth + 0.5) + 4}>
            {row[0]?.generation}
          </text>
        ))}
        {all.map((kin) => {
          const at = places.get(kin.key);
          return at && <Node key={kin.key} kin={kin} x={at.x} y={at.y} words={words} />;
        })}
      </svg>
    </Scroll>
  );
}

interface NodeProps {
  kin: Kin;
  x: number;
  y: number;
  words: EvolveWords;
}

function Node({ kin, x, y, words }: NodeProps) {
  return (
    <g className={kin.isElite ? "kin elite" : "kin"}>
      <title>{words.nodeOf(kin.individual, fitnessText(kin.fitness))}</title>
      <circle cx={x} cy={y} r={17} />
      <text x={x} y={y + 4}>
        {kin.individual}
      </text>
      <text className="tick" x={x} y={y + 31}>
        {kin.isElite ? "◆ " : ""}
        {kin.fitness === null ? "–" : kin.fitness.toFixed(3)}
      </text>
    </g>
  );
}

/** The family as text, for screen readers. */
function InWords({ rows }: { rows: Kin[][] }) {
  const words = useWordsOf(WORDS);
  const names = new Map(rows.flat().map((kin) => [kin.key, kin.individual]));
  const fate = ({ parents, isElite }: Kin) => {
    const known = parents.flatMap((key) => names.get(key) ?? []);
    if (known.length === 0) return words.founder;
    if (isElite) return `${words.lives} (${known.join(", ")})`;
    return known.length === 1
      ? words.childOfOne(String(known[0]))
      : words.childOf(known.join(", "));
  };
  return (
    <details>
      <summary>{words.familyText}</summary>
      <dl className="kinfolk">
        {rows.map((row) => (
          <div key={row[0]?.generation}>
            <dt>
              {words.generation} {row[0]?.generation}
            </dt>
            {row.map((kin) => (
              <dd key={kin.key}>
                {words.nodeOf(kin.individual, fitnessText(kin.fitness))}: {fate(kin)}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}
