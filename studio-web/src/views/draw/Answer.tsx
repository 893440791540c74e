/** The prediction, large, and the probability of each class. */
import type { DigitView } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { percent } from "../../parts/numbers";
import { classColour } from "../../parts/pictures";
import { useWordsOf } from "../../words";
import { NetworkChoice } from "./Tools";
import { useDrawing } from "./drawing";
import { SaveAs } from "./SaveAs";
import { dictionary } from "./words";

export function Answer() {
  const words = useWordsOf(dictionary);
  const { view, error, current } = useDrawing();
  return (
    <section className="card" aria-labelledby="draw-answer">
      <h2 id="draw-answer">{words.answer}</h2>
      <p className="answer" role="status" aria-atomic="true" aria-busy={current !== null}>
        {view && !view.is_empty && <b>{view.answer}</b>}
        <span>{view && words.note(view)}</span>
      </p>
      <ErrorNote error={error} />
      {view && <Bars view={view} />}
      <SaveAs />
      <NetworkChoice />
    </section>
  );
}

/** The probability of the prediction. */
export function confidence(view: DigitView): number {
  return view.prediction[view.classes.indexOf(view.answer)] ?? 0;
}

function Bars({ view }: { view: DigitView }) {
  const words = useWordsOf(dictionary);
  return (
    <ul className="confidence" aria-label={words.confidence}>
      {view.classes.map((name, place) => {
        const share = view.prediction[place] ?? 0;
        const isAnswer = !view.is_empty && name === view.answer;
        return (
          <li key={name} className={isAnswer ? "chosen" : undefined}>
            <span>{name}</span>
            <span className="track" aria-hidden="true">
              <i style={{ width: `${100 * share}%`, background: classColour(place) }} />
            </span>
            <span>{percent(share)}</span>
            {isAnswer && <span className="unseen">{words.isAnswer}</span>}
          </li>
        );
      })}
    </ul>
  );
}
