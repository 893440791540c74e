/** My digits: the stored drawings, and the fine-tuning of a network on them. */
import { api } from "../../engine/client";
import type { KeptDigit } from "../../engine/types";
import { Announcer } from "../../parts/Announcer";
import { ErrorNote } from "../../parts/ErrorNote";
import { FileNotes } from "../../parts/FileNotes";
import { HeatMap } from "../../parts/HeatMap";
import { useFetched } from "../../parts/useView";
import { Button } from "../../parts/widgets";
import { useRuns } from "../../store/runs";
import { useWordsOf } from "../../words";
import { FineTuning } from "./FineTuning";
import { deleteDigit, useMyDigits } from "./myDigits";
import { planeOfDigit } from "./Preprocessing";
import { dictionary } from "./words";

export function Mine() {
  const words = useWordsOf(dictionary).mine;
  const restarts = useRuns((state) => state.restarts);
  const { changes, deleted } = useMyDigits();
  const saved = useFetched(`saved ${changes} ${restarts}`, api.keptDigits);
  const digits = saved.value?.digits ?? [];
  return (
    <section className="card mine" aria-labelledby="draw-mine">
      <h2 id="draw-mine" tabIndex={-1}>
        {words.title}
      </h2>
      <ErrorNote error={saved.error} />
      <FileNotes notes={saved.value?.notes ?? []} />
      <Announcer text={deleted ? words.deleted(deleted.label) : ""} />
      <Gallery digits={digits} />
      <FineTuning count={digits.length} />
    </section>
  );
}

function Gallery({ digits }: { digits: KeptDigit[] }) {
  const words = useWordsOf(dictionary).mine;
  if (digits.length === 0) return <p className="soft">{words.none}</p>;
  return (
    <ul className="gallery" aria-label={words.title}>
      {digits.map((digit) => (
        <li key={digit.id}>
          <HeatMap plane={planeOfDigit(digit.seen)} label={words.one(digit.label)} palette="ink" />
          <span>{digit.label}</span>
          <Button
            aria-label={words.deleteDigit(digit.label)}
            onPress={() => {
              document.getElementById("draw-mine")?.focus(); // this button is about to disappear
              void deleteDigit(digit);
            }}
          >
            ×
          </Button>
        </li>
      ))}
    </ul>
  );
}
