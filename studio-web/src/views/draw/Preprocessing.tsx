/**
 * The input of the network: the drawing preprocessed as MNIST's digits were, or only scaled down.
 */
import type { DigitView, Plane } from "../../engine/types";
import { HeatMap } from "../../parts/HeatMap";
import { Switch } from "../../parts/widgets";
import { useWordsOf } from "../../words";
import { confidence } from "./Answer";
import { percent } from "../../parts/numbers";
import { useDrawing } from "./drawing";
import { CELLS } from "./marks";
import { dictionary } from "./words";

export function planeOfDigit(pixels: string): Plane {
  return { width: CELLS, height: CELLS, low: 0, high: 1, pixels };
}

export function Preprocessing() {
  const words = useWordsOf(dictionary).seen;
  const { view, other, recipe } = useDrawing();
  const isPrepared = view === null ? recipe : view.steps.length > 0;
  const [how, otherHow] = isPrepared
    ? [words.prepared, words.shrunk]
    : [words.shrunk, words.prepared];
  return (
    <section className="card" aria-labelledby="draw-seen">
      <h2 id="draw-seen">{words.title}</h2>
      <Switch
        label={words.recipe}
        isOn={recipe}
        onChange={(isOn) => useDrawing.setState({ recipe: isOn })}
      />
      {view && !view.is_empty && (
        <>
          <div className="seen">
            <figure>
              <HeatMap plane={planeOfDigit(view.seen)} label={words.title} palette="ink" />
              <figcaption>{how}</figcaption>
            </figure>
            {other && (
              <figure className="other">
                <HeatMap
                  plane={planeOfDigit(other.seen)}
                  label={words.otherTitle(otherHow)}
                  palette="ink"
                />
                <figcaption>{otherHow}</figcaption>
              </figure>
            )}
          </div>
          {other && <Compared view={view} other={other} recipe={recipe} />}
          {view.steps.length > 0 && <Steps view={view} />}
        </>
      )}
      <p className="soft">{words.why}</p>
    </section>
  );
}

interface ComparedProps {
  view: DigitView;
  other: DigitView;
  recipe: boolean;
}

function Compared({ view, other, recipe }: ComparedProps) {
  const words = useWordsOf(dictionary).seen;
  const [prepared, shrunk] = recipe ? [view, other] : [other, view];
  const said = (one: DigitView) => `${one.answer} (${percent(confidence(one))})`;
  return <p>{words.compared(said(prepared), said(shrunk))}</p>;
}

function Steps({ view }: { view: DigitView }) {
  const words = useWordsOf(dictionary).seen;
  return (
    <ol className="steps" aria-label={words.stepsTitle}>
      {view.steps.map(({ step, plane }) => (
        <li key={step}>
          <HeatMap plane={plane} label={words.steps[step].name} palette="ink" />
          <b>{words.steps[step].name}</b>
          <span className="soft">{words.steps[step].about}</span>
        </li>
      ))}
    </ol>
  );
}
