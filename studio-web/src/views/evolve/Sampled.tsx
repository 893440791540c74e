/** What stands in the place of family and child where individuals are sampled. */
import { shown } from "../../parts/pictures";
import { Saveable } from "../../parts/Saveable";
import type { PopulationView } from "../../engine/types";
import { useEvolveWords } from "./words";

/** Why there is no family tree, and how a generation comes about instead. */
export function NoFamily({ population }: { population: PopulationView }) {
  const words = useEvolveWords();
  return (
    <section className="panel" aria-label={words.noFamily}>
      <header className="panel-head">
        <h2>{words.noFamily}</h2>
      </header>
      {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- the keyboard scrolls it */}
      <div className="telling" tabIndex={0}>
        <p>{words.noFamilyHint}</p>
        {population.network === "best_so_far" ? (
          <p>{words.searching}</p>
        ) : (
          <ol>
            {words.sampling.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
        <p className="soft">{words.networkIs[population.network]}</p>
      </div>
    </section>
  );
}

const [WIDTH, HEIGHT] = [400, 100];

/** The standard deviation of each gene over the generation, as bars. */
export function Spread({ population }: { population: PopulationView }) {
  const words = useEvolveWords();
  const spread = population.spread.map((value) => value ?? 0);
  const most = Math.max(...spread, Number.MIN_VALUE);
  const step = WIDTH / Math.max(spread.length, 1);
  const range = [Math.min(...spread), most].map((value) => shown(value, 2)) as [string, string];
  const summary = words.spreadSummary(...range, spread.length);
  return (
    <section className="panel spread-panel" aria-label={words.spreadOf}>
      <header className="panel-head">
        <h2>{words.spreadOf}</h2>
      </header>
      <p className="soft">{words.noBreeding}</p>
      <p className="soft">{words.spreadHint}</p>
      <Saveable title={words.spreadOf}>
        <svg
          className="spread"
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={summary}
        >
          {spread.map((value, gene) => (
            <rect
              key={gene}
              x={step * gene}
              width={step * 0.86}
              y={HEIGHT * (1 - value / most)}
              height={(HEIGHT * value) / most}
            />
          ))}
        </svg>
      </Saveable>
      <p className="soft">
        {summary}{" "}
        {spread.length < population.genes && words.someGenes(spread.length, population.genes)}
      </p>
    </section>
  );
}
