/** My digits: "that was a 7" keeps the drawing, and a network may learn from them. */
import { useState } from "react";
import { api } from "../../engine/client";
import type { KeptDigit } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { HeatMap } from "../../parts/HeatMap";
import { useFetched } from "../../parts/useLook";
import { Button } from "../../parts/widgets";
import { useRuns } from "../../store/runs";
import { useWordsOf } from "../../words";
import { useDrawing } from "./drawing";
import { SIDE } from "./marks";
import { base64Of, bytesOfMarks } from "./raster";
import { planeOfDigit } from "./Seen";
import { FineTuning } from "./FineTuning";
import { dictionary } from "./words";

const LABELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Keeps what is on the paper now. */
function keep(label: number): Promise<KeptDigit> {
  const pixels = base64Of(bytesOfMarks(useDrawing.getState().history.marks));
  return api.keepDigit(SIDE, pixels, label);
}

export function Mine() {
  const words = useWordsOf(dictionary).mine;
  const restarts = useRuns((state) => state.restarts);
  const isEmpty = useDrawing((state) => state.look?.is_empty ?? true);
  const [changes, setChanges] = useState(0);
  const [told, setTold] = useState("");
  const [error, setError] = useState<unknown>(null);
  const kept = useFetched(`kept ${changes} ${restarts}`, api.keptDigits);
  const digits = kept.value?.digits ?? [];

  const after = (work: Promise<unknown>, news: string) => {
    work.then(
      () => {
        setChanges((count) => count + 1);
        setTold(news);
        setError(null);
      },
      (problem: unknown) => setError(problem),
    );
  };
  return (
    <section className="card mine" aria-labelledby="draw-mine">
      <h2 id="draw-mine">{words.title}</h2>
      <div className="keeping" role="group" aria-labelledby="draw-was">
        <span id="draw-was">{words.thatWas}</span>
        {LABELS.map((label) => (
          <Button
            key={label}
            aria-label={words.keepAs(label)}
            isDisabled={isEmpty}
            onPress={() => after(keep(label), words.kept(label))}
          >
            {label}
          </Button>
        ))}
      </div>
      <p className="soft" role="status">
        {told || words.keepHint}
      </p>
      <ErrorNote error={error ?? kept.error} />
      <Gallery
        digits={digits}
        onDelete={({ id, label }) => after(api.deleteDigit(id), words.deleted(label))}
      />
      <FineTuning count={digits.length} />
    </section>
  );
}

function Gallery(props: { digits: KeptDigit[]; onDelete: (digit: KeptDigit) => void }) {
  const words = useWordsOf(dictionary).mine;
  if (props.digits.length === 0) return <p>{words.none}</p>;
  return (
    <ul className="gallery" aria-label={words.title}>
      {props.digits.map((digit) => (
        <li key={digit.id}>
          <HeatMap plane={planeOfDigit(digit.seen)} label={words.one(digit.label)} palette="ink" />
          <span>{digit.label}</span>
          <Button aria-label={words.forget(digit.label)} onPress={() => props.onDelete(digit)}>
            ×
          </Button>
        </li>
      ))}
    </ul>
  );
}
