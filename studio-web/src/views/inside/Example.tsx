import type { NetworkView, TraceView } from "../../engine/types";
import { written } from "./numbers";
import { useInsideWords } from "./words";

/** The example and the network's prediction for it. */
export function Example({ view, names }: { view: TraceView; names: NetworkView | null }) {
  const words = useInsideWords();
  const { example } = view;
  const answer = answerOf(view, names?.outputs ?? []);
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
      {answer && (
        <p>
          {words.answer}: <b>{answer.name}</b> {answer.share && words.sure(answer.share)}{" "}
          {answer.isRight !== null && (
            <span className={answer.isRight ? "verdict good" : "verdict bad"}>
              {answer.isRight ? `✓ ${words.isRight}` : `✗ ${words.isWrong}`}
            </span>
          )}
        </p>
      )}
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

interface Answer {
  name: string;
  share: string;
  isRight: boolean | null;
}

/** The output of the last forward step as text: the most probable class, or the number. */
function answerOf(view: TraceView, outputs: string[]): Answer | null {
  const last = view.steps.findLast(({ phase }) => phase === "forward")?.name;
  const values = view.arrays.find(({ name }) => name === last)?.values?.[0] ?? [];
  const [first] = values;
  if (first === undefined || first === null || outputs.length !== values.length) return null;
  if (values.length === 1)
    return {
      name: `${outputs[0] ?? ""}: ${Number(first.toPrecision(4))}`,
      share: "",
      isRight: null,
    };
  const numbers = values.map((value) => value ?? -Infinity);
  const best = numbers.indexOf(Math.max(...numbers));
  const name = outputs[best] ?? "";
  const isShare = numbers.every((value) => value >= 0 && value <= 1);
  const share = isShare ? `${(100 * (numbers[best] ?? 0)).toFixed(1)} %` : "";
  return { name, share, isRight: name === view.example.label };
}
