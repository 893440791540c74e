/** Draw: a handwritten digit, its preprocessing, its prediction, and an explanation. */
import { useWordsOf } from "../../words";
import { percent } from "../../parts/numbers";
import { Answer, confidence } from "./Answer";
import "./draw.css";
import { useDrawing } from "./drawing";
import { useClassification } from "./classifying";
import { Mine } from "./Mine";
import { Paper } from "./Paper";
import { PhotoPicker } from "./PhotoPicker";
import { Reasons } from "./Reasons";
import { Preprocessing } from "./Preprocessing";
import { KeyboardSwitch, Tools } from "./Tools";
import { dictionary } from "./words";

export default function Draw() {
  const words = useWordsOf(dictionary);
  useClassification();
  return (
    <div className="draw">
      <section className="card" aria-labelledby="draw-drawing">
        <h2 id="draw-drawing">{words.drawing}</h2>
        <p className="soft">{words.hint}</p>
        <KeyboardSwitch />
        <Paper />
        <ShortPrediction />
        <Tools />
        <PhotoPicker />
      </section>
      <Answer />
      <Preprocessing />
      <Reasons />
      <Mine />
    </div>
  );
}

/** A short prediction, for screens that are too narrow for its card beside the paper. */
function ShortPrediction() {
  const view = useDrawing((state) => state.view);
  const isRead = view !== null && !view.is_empty;
  return (
    <p className="glimpse" aria-hidden="true">
      {isRead ? `${view.answer} · ${percent(confidence(view))}` : "·"}
    </p>
  );
}
