import { useMemo } from "react";
import { api } from "../../engine/client";
import type { DataView, ResultsView } from "../../engine/types";
import { share } from "../../parts/Boundary";
import { ErrorNote } from "../../parts/ErrorNote";
import { useView } from "../../parts/useView";
import { usePartWords } from "../../parts/words";
import { useLab } from "./context";
import { useLabWords } from "./words";
import { Saveable } from "../../parts/Saveable";

export interface Prediction {
  /** The input, if there is a single one. */
  input: number | null;
  target: number;
  answer: number;
  isHeldOut: boolean;
}

/** Targets and predictions of both parts, with the input if the view contains every row. */
export function predictionsOf(results: ResultsView, view: DataView): Prediction[] {
  return results.parts.flatMap(({ part, answers }) => {
    const rows = view.sample.filter((row) => row.part === part);
    const isAll = rows.length === answers.length && view.features.length === 1;
    return answers.map(([target, answer], i) => {
      const row = rows[i];
      const isSame = isAll && row !== undefined && Math.abs(row.target - target) < 1e-9;
      const input = isSame ? (row.inputs?.[0] ?? null) : null;
      return { input, target, answer, isHeldOut: part === "held_out" };
    });
  });
}

/** A regression: the predictions over a single input, otherwise over the targets. */
export function Predictions() {
  const words = useLabWords();
  const { run, moment, view } = useLab();
  const id = run?.id ?? 0;
  const data = view.value;
  const results = useView(String(id), moment, () => api.results(id));
  const answers = useMemo(
    () => (results.value && data ? predictionsOf(results.value, data) : []),
    [results.value, data],
  );
  const isOver = answers.length > 0 && answers.every(({ input }) => input !== null);
  const title = isOver ? words.curve : words.predictions;
  return (
    <>
      <ErrorNote error={results.error} />
      {data && answers.length > 0 && <Plot answers={answers} title={title} view={data} />}
    </>
  );
}

interface PlotProps {
  answers: Prediction[];
  title: string;
  view: DataView;
}

const [WIDTH, HEIGHT] = [130, 100];

/** Predictions as points: over the single input with the curve, else over their targets. */
export function Plot({ answers, title, view }: PlotProps) {
  const isOver = answers.every(({ input }) => input !== null);
  const words = useLabWords();
  const parts = usePartWords();
  const xs = answers.map((one) => one.input ?? one.target);
  const ys = answers.flatMap(({ target, answer }) => [target, answer]);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const x = (value: number) => (WIDTH / 100) * share(value, left, right);
  const y = (value: number) => HEIGHT - share(value, low, high);
  const sorted = [...answers].sort((a, b) => (a.input ?? 0) - (b.input ?? 0));
  const line = sorted.map((one) => `${x(one.input ?? 0)} ${y(one.answer)}`).join("L");
  return (
    <Saveable title={title}>
      <figure className="answers">
        <svg viewBox={`-4 -4 ${WIDTH + 8} ${HEIGHT + 8}`} role="img" aria-label={title}>
          {isOver ? (
            <path className="answers-line" d={`M${line}`} />
          ) : (
            <path className="answers-ideal" d={`M${x(low)} ${y(low)}L${x(high)} ${y(high)}`} />
          )}
          {answers.map((one, i) => (
            <circle
              key={i}
              className={one.isHeldOut ? "held" : ""}
              cx={x(one.input ?? one.target)}
              cy={y(isOver ? one.target : one.answer)}
              r={1.3}
            />
          ))}
        </svg>
        <figcaption>
          <ul className="legend">
            <li>{`${isOver ? view.features[0] : words.target} →`}</li>
            {isOver && (
              <li>
                <i className="line minus" /> {words.prediction}
              </li>
            )}
            <li>
              <i className="dot" /> {parts.trainingPoint}
            </li>
            <li>
              <i className="dot hollow" /> {parts.heldOutPoint}
            </li>
          </ul>
        </figcaption>
      </figure>
    </Saveable>
  );
}
