import { useState } from "react";
import { api } from "../../engine/client";
import type { Run, TraceView } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { Region } from "../../parts/Region";
import { Button, NumberField, Select, Slider } from "../../parts/widgets";
import { useRuns } from "../../store/runs";
import { FEWEST_DIGITS, goTo, MOST_DIGITS, type Part, type Place } from "./place";
import { nextMiss } from "./steps";
import { useInsideWords } from "./words";
import { useWords } from "../../words";

interface ChooseProps {
  run: Run;
  place: Place;
  view: TraceView | null;
}

/** The choice of the run, the row and the number of digits. */
export function Choose({ run, place, view }: ChooseProps) {
  const words = useInsideWords();
  const runs = useRuns((state) => state.runs);
  const all = Object.values({ ...runs, [run.id]: run }).sort((a, b) => b.id - a.id);
  const parts: Part[] = ["training", "held_out"];
  const last = (view?.rows ?? 1) - 1;
  return (
    <Region className="card choose" title={words.choice}>
      <div className="fields">
        <Select
          label={words.run}
          value={String(run.id)}
          options={all.map((one) => ({
            value: String(one.id),
            title: words.runAt(one.name, one.epoch),
          }))}
          onChange={(id) => goTo({ run: Number(id), row: 0 })}
        />
        <Select
          label={words.part}
          value={place.part}
          options={parts.map((value) => ({ value, title: words.parts[value] }))}
          onChange={(part) => goTo({ part: part as Part, row: 0 })}
        />
        <RowField row={place.row} last={last} />
        <Slider
          label={words.digits}
          value={place.digits}
          least={FEWEST_DIGITS}
          most={MOST_DIGITS}
          step={1}
          text={String(place.digits)}
          onChange={(digits) => goTo({ digits })}
        />
        {hasClasses(run) && <Miss run={run} place={place} />}
      </div>
    </Region>
  );
}

/** Whether rows can be misclassified: a run without accuracy is a regression. */
function hasClasses({ last }: Run): boolean {
  return last?.accuracy != null || last?.val_accuracy != null;
}

function RowField({ row, last }: { row: number; last: number }) {
  const { reasons } = useWords();
  const words = useInsideWords();
  return (
    <div className="rows">
      <Button
        aria-label={words.previousRow}
        isDisabled={row === 0}
        why={reasons.first}
        onPress={() => goTo({ row: row - 1 })}
      >
        ‹
      </Button>
      <NumberField
        label={`${words.row} (${words.rowOf(last)})`}
        value={row}
        whole
        least={0}
        most={last}
        onChange={(next) => goTo({ row: next ?? 0 })}
      />
      <Button
        aria-label={words.nextRow}
        isDisabled={row >= last}
        why={reasons.last}
        onPress={() => goTo({ row: row + 1 })}
      >
        ›
      </Button>
    </div>
  );
}

/** Leads to the next misclassified row of this part. */
function Miss({ run, place }: { run: Run; place: Place }) {
  const words = useInsideWords();
  const [note, setNote] = useState("");
  const [error, setError] = useState<unknown>(null);
  const find = async () => {
    const { parts } = await api.results(run.id);
    const misses = parts.find(({ part }) => part === place.part)?.misses ?? [];
    const row = nextMiss(
      misses.map((miss) => miss.example.row),
      place.row,
    );
    setNote(row === null ? words.noMiss : "");
    setError(null);
    if (row !== null) goTo({ row });
  };
  return (
    <div>
      <Button onPress={() => void find().catch(setError)}>{words.miss}</Button>
      <p className="soft" role="status">
        {note}
      </p>
      <ErrorNote error={error} />
    </div>
  );
}
