/** A proof: the change beside the original, seed by seed, as two bands and a table. */
import { lossText, percent, textOf } from "../../../parts/numbers";
import { useMemo, useState } from "react";
import { api } from "../../../engine/client";
import type { ProofState } from "../../../engine/types";
import { Chart } from "../../../parts/Chart";
import { Scroll } from "../../../parts/DataTable";
import { ErrorNote } from "../../../parts/ErrorNote";
import { Button } from "../../../parts/widgets";
import { keepAnswer } from "../../../store/runs";
import { useWords } from "../../../words";
import { useSay } from "../../../words/messages";
import { drawn } from "./proof";
import { useDoctorWords } from "./words";

export function ProofCard({ proof }: { proof: ProofState }) {
  const words = useDoctorWords();
  const say = useSay();
  const [error, setError] = useState<unknown>(null);
  const stop = () => void keepAnswer("proofs", proof.run, api.stopProof(proof.run)).catch(setError);
  const seeds = proof.before?.length ?? 0;
  return (
    <section className="proof" aria-label={words.proof}>
      <h3>{words.proof}</h3>
      {proof.is_running && (
        <div className="row">
          <progress aria-label={words.proof} max={1} value={proof.share ?? 0} />
          <Button onPress={stop}>{words.stop}</Button>
        </div>
      )}
      <p role="status">
        {seeds > 0 && words.result(proof.better ?? 0, seeds)} {proof.note && say(proof.note)}
      </p>
      {proof.curve && <Bands proof={proof} />}
      {seeds > 0 && <BySeed proof={proof} />}
      <ErrorNote error={error} />
    </section>
  );
}

function Bands({ proof }: { proof: ProofState }) {
  const words = useDoctorWords();
  const across = useWords().chart.epoch;
  const chart = useMemo(() => drawn(proof, words.original, words.changed), [proof, words]);
  const title = words.curves[proof.curve ?? ""] ?? proof.curve ?? "";
  return (
    <Chart
      title={title}
      across={across}
      {...chart}
      height={200}
      textOf={textOf(proof.curve ?? "")}
    />
  );
}

/** Measures of the doctor that are shares of the rows. */
const SHARES = /\.(accuracy|held_out_accuracy|mean_recall|falls|without_column|new_rows)$/;

function BySeed({ proof }: { proof: ProofState }) {
  const words = useDoctorWords();
  const say = useSay();
  const written = SHARES.test(proof.measure?.code ?? "") ? percent : lossText;
  const text = (value: number | null | undefined) =>
    value == null ? words.diverged : written(value);
  const gain = (value: number | null | undefined) =>
    value == null ? words.everything : `${value > 0 ? "+" : ""}${text(value)}`;
  return (
    <Scroll label={words.bySeed}>
      <table>
        <caption>{proof.measure && say(proof.measure)}</caption>
        <thead>
          <tr>
            {[words.seed, words.original, words.changed, words.gain].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {(proof.before ?? []).map((before, seed) => (
            <tr key={seed}>
              <th scope="row">{seed}</th>
              <td>{text(before)}</td>
              <td>{text(proof.after?.[seed])}</td>
              <td>{gain(proof.gains?.[seed])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
