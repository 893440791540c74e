import { useEvolveWords } from "./words";
import { apart, barAfter, ELITE, type FitnessText, heights, rankOf } from "./population";
import type { Views } from "./views";

const WIDTH = 1000;
const HEIGHT = 200;

interface BarsProps {
  views: Views;
  order: number[];
  at: number;
  text: FitnessText;
  factsOf: (place: number) => string;
  onWalk: (at: number) => void;
}

/** One bar for each individual; a slider walks along them. */
export function Bars({ views, order, at, text, factsOf, onWalk }: BarsProps) {
  const words = useEvolveWords();
  const { population } = views;
  const place = order[at] ?? 0;
  return (
    <div
      className="population"
      role="slider"
      tabIndex={0}
      aria-label={words.individual}
      aria-valuemin={0}
      aria-valuemax={order.length - 1}
      aria-valuenow={at}
      aria-valuetext={`${words.individualOf(place, text(population.fitness[place]))}. ${factsOf(place)}`}
      onKeyDown={(event) => {
        const next = barAfter(event.key, at, order.length);
        if (next === null) return;
        event.preventDefault();
        onWalk(next);
      }}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        const share = (event.clientX - box.left) / box.width;
        onWalk(Math.max(0, Math.min(order.length - 1, Math.floor(share * order.length))));
      }}
    >
      <Signs views={views} order={order} />
      <Drawing views={views} order={order} at={at} text={text} />
      <i className="caret" aria-hidden="true" style={{ left: `${middle(at, order.length)}%` }}>
        ▲
      </i>
    </div>
  );
}

/** In percent of the width. */
const middle = (at: number, count: number) => (100 * (at + 0.5)) / count;

/** Who is the best, an elite, a parent of the child that is shown, or selected. */
function Signs({ views, order }: { views: Views; order: number[] }) {
  const words = useEvolveWords();
  const { population, parents, individual } = views;
  const signs = (one: number) => [
    ...(one === population.best ? ["★"] : one < population.elites ? [ELITE] : []),
    ...(population.crosses && one === parents[0] ? [words.signs.mother] : []),
    ...(population.crosses && one === parents[1] ? [words.signs.father] : []),
    ...(one === individual ? ["◉"] : []),
  ];
  const shown = apart(order.map((one, i) => ({ at: middle(i, order.length), marks: signs(one) })));
  return (
    <div className="signs" aria-hidden="true">
      {shown.map(({ at, marks }) => (
        <span key={at} style={{ left: `${at}%` }}>
          {marks.map((mark) => (
            <b key={mark}>{mark}</b>
          ))}
        </span>
      ))}
    </div>
  );
}

type DrawingProps = Pick<BarsProps, "views" | "order" | "at" | "text">;

function Drawing({ views: { population }, order, at, text }: DrawingProps) {
  const words = useEvolveWords();
  const tall = heights(population.fitness, population.means);
  const step = WIDTH / order.length;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {order.map((one, i) => (
        <rect
          key={one}
          className={`${rankOf(population, one)}${i === at ? " here" : ""}`}
          x={step * i + step * 0.08}
          width={step * 0.84}
          y={HEIGHT * (1 - (tall[one] ?? 0))}
          height={HEIGHT * (tall[one] ?? 0)}
        >
          <title>{words.individualOf(one, text(population.fitness[one]))}</title>
        </rect>
      ))}
    </svg>
  );
}
