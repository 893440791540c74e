/** "That was a 7": stores the drawing with the label given by the person who drew it. */
import { ErrorNote } from "../../parts/ErrorNote";
import { Button } from "../../parts/widgets";
import { useWordsOf } from "../../words";
import { useDrawing } from "./drawing";
import { saveDigit, useMyDigits } from "./myDigits";
import { dictionary } from "./words";
import { useWords } from "../../words";

const LABELS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export function SaveAs() {
  const { reasons } = useWords();
  const words = useWordsOf(dictionary).mine;
  const isEmpty = useDrawing((state) => state.view?.is_empty ?? true);
  const { saved, error } = useMyDigits();
  return (
    <div className="field">
      <h3 id="draw-was">{words.thatWas}</h3>
      <div className="keeping" role="group" aria-labelledby="draw-was">
        {LABELS.map((label) => (
          <Button
            key={label}
            aria-label={words.keepAs(label)}
            isDisabled={isEmpty}
            why={reasons.draw}
            onPress={() => void saveDigit(label)}
          >
            {label}
          </Button>
        ))}
      </div>
      <p className="soft" aria-live="polite">
        {saved ? words.saved(saved.label) : words.keepHint}
      </p>
      <ErrorNote error={error} />
    </div>
  );
}
