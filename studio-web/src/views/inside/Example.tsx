import type { NetworkView, TraceView } from "../../engine/types";
import { Formula } from "../../parts/Formula";
import { percent } from "../../parts/numbers";
import { written } from "./numbers";
import { useInsideWords } from "./words";

/** The example and the network's prediction for it. */
export function Example({ view, names }: { view: TraceView; names: NetworkView | null }) {
  const words = useInsideWords();
  const { example } = view;
  return (
    <section className="card example" aria-label={words.example}>
      <h3>{words.example}</h3>
      {view.tokens.length > 0 ? (
        <ol className="tokens" aria-label={words.timeSteps}>
          {view.tokens.map((token, time) => (
            <li key={time}>{token}</li>
          ))}
        </ol>
      ) : (
        <Inputs view={view} names={names?.inputs ?? []} />
      )}
      <p>
        {words.target}: <b>{example.label}</b>
      </p>
      <Predicted view={view} />
    </section>
  );
}

const MOST_INPUTS = 12;

/** The first inputs; of a sequence, the numbers of the first time steps. */
function Inputs({ view, names }: { view: TraceView; names: string[] }) {
  const { inputs } = view.example;
  if (inputs === null) return null;
  const rows = view.arrays.find(({ name }) => name === "x")?.shape ?? [];
  const columns = rows.length === 3 ? (rows[2] ?? 1) : 1;
  const groups = Array.from({ length: inputs.length / columns }, (_, place) =>
    inputs.slice(place * columns, (place + 1) * columns),
  );
  return (
    <>
      <dl>
        {groups.slice(0, MOST_INPUTS).map((values, place) => (
          <div key={place}>
            <dt>{(rows.length !== 3 && names[place]) || `x[${place}]`}</dt>
            <dd>{values.map((value) => written(value, 6)).join(", ")}</dd>
          </div>
        ))}
      </dl>
      {groups.length > MOST_INPUTS && <p>…</p>}
    </>
  );
}

/** The prediction of this pass; scaled targets are shown in both units, with the rule between. */
function Predicted({ view }: { view: TraceView }) {
  const words = useInsideWords();
  const { prediction } = view;
  if (prediction === null) return null;
  const { label, probability, is_right: isRight, unit } = prediction;
  return (
    <>
      <p>
        {words.answer}: <b>{label}</b> {probability !== null && words.sure(percent(probability))}{" "}
        {isRight !== null && (
          <span className={isRight ? "verdict good" : "verdict bad"}>
            {isRight ? `✓ ${words.isRight}` : `✗ ${words.isWrong}`}
          </span>
        )}
      </p>
      {unit && (
        <div className="unit">
          <p className="soft">{words.unit}</p>
          <Scaled name="t" from={view.example.label} to={unit.target} unit={unit} />
          <Scaled name="y" from={label} to={unit.prediction} unit={unit} />
        </div>
      )}
    </>
  );
}

interface ScaledProps {
  name: string;
  from: string;
  to: number | null;
  unit: { mean: number; deviation: number };
}

/** One number, from the unit of the data to that of the network. */
function Scaled({ name, from, to, unit }: ScaledProps) {
  const [mean, deviation, scaled] = [unit.mean, unit.deviation, to].map((q) => written(q, 4));
  return (
    <p>
      <Formula
        latex={String.raw`${name} = \dfrac{${from} - ${mean}}{${deviation}} = ${scaled}`}
        text={`${name} = (${from} - ${mean}) / ${deviation} = ${scaled}`}
      />
    </p>
  );
}
