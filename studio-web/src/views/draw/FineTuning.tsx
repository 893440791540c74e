/**
 * Fine-tuning on My digits: training is continued, and the predictions before and after are
 * compared.
 */
import { useState } from "react";
import { api } from "../../engine/client";
import type { Tuning } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { useFetched } from "../../parts/useView";
import { Button, NumberField, TextField } from "../../parts/widgets";
import { useRuns } from "../../store/runs";
import { useWordsOf } from "../../words";
import { useSay } from "../../words/messages";
import { percent } from "../../parts/numbers";
import { useDrawing } from "./drawing";
import { dictionary } from "./words";

const EPOCHS = 5;
const RATE = 0.0005;

export function FineTuning({ count }: { count: number }) {
  const words = useWordsOf(dictionary).tuning;
  const network = useDrawing((state) => state.network);
  const [epochs, setEpochs] = useState(EPOCHS);
  const [learning_rate, setRate] = useState(RATE);
  const [name, setName] = useState(words.newName);
  const [error, setError] = useState<unknown>(null);
  const tuning = useTuning();
  const isRunning = tuning?.status === "running";
  const start = () => {
    api.tune({ network, name, epochs, learning_rate }).then(
      () => setError(null),
      (problem: unknown) => setError(problem),
    );
  };
  return (
    <div className="tuning">
      <h3>{words.title}</h3>
      <p className="soft">{words.about(network)}</p>
      <div className="fields">
        <NumberField
          label={words.epochs}
          value={epochs}
          whole
          least={1}
          most={100}
          onChange={(value) => setEpochs(value ?? EPOCHS)}
        />
        <NumberField
          label={words.rate}
          value={learning_rate}
          least={1e-6}
          most={1}
          onChange={(value) => setRate(value ?? RATE)}
        />
        <TextField label={words.name} value={name} onChange={setName} />
      </div>
      <div className="row">
        <Button
          main
          isDisabled={count === 0 || isRunning}
          why={count === 0 ? words.noneYet : words.busy}
          onPress={start}
        >
          {words.start(count)}
        </Button>
      </div>
      <ErrorNote error={error} />
      {tuning && tuning.status !== "idle" && <Progress tuning={tuning} />}
    </div>
  );
}

/** The state of fine-tuning: from the events, or, before the first one, from the server. */
function useTuning(): Tuning | null {
  const latest = useRuns((state) => state.tuning);
  const restarts = useRuns((state) => state.restarts);
  const initial = useFetched(`tuning ${restarts}`, api.tuning);
  return latest ?? initial.value;
}

function Progress({ tuning }: { tuning: Tuning }) {
  const words = useWordsOf(dictionary).tuning;
  const say = useSay();
  const current = useDrawing((state) => state.network);
  const { status, epoch = 0, epochs = 0, name } = tuning;
  if (status === "failed") return <ErrorNote error={say(tuning.note)} />;
  const state = status === "finished" ? words.finished(name ?? "") : words.going(epoch, epochs);
  return (
    <>
      <p role="status">{state}</p>
      <progress value={epoch} max={Math.max(1, epochs)} aria-label={words.title} />
      {tuning.before && <Scores tuning={tuning} />}
      {status === "finished" && name && name !== current && (
        <div className="row">
          <Button onPress={() => useDrawing.setState({ network: name })}>{words.use(name)}</Button>
        </div>
      )}
    </>
  );
}

function Scores({ tuning: { before, after } }: { tuning: Tuning }) {
  const words = useWordsOf(dictionary).tuning;
  const rows = [
    { title: words.mine, was: before?.mine, is: after?.mine },
    { title: words.mnist, was: before?.mnist, is: after?.mnist },
  ];
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{words.right}</th>
          <th scope="col">{words.before}</th>
          <th scope="col">{words.after}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ title, was, is }) => (
          <tr key={title}>
            <th scope="row">{title}</th>
            <td>{percent(was)}</td>
            <td>{percent(is)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
