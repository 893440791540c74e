/** Draw: a digit by hand, what the network sees of it, what it answers, and why. */
import { useWordsOf } from "../../words";
import { Answer } from "./Answer";
import "./draw.css";
import { useLooking } from "./looking";
import { Mine } from "./Mine";
import { Paper } from "./Paper";
import { Reasons } from "./Reasons";
import { Seen } from "./Seen";
import { KeyboardSwitch, Tools } from "./Tools";
import { dictionary } from "./words";

export default function Draw() {
  const words = useWordsOf(dictionary);
  useLooking();
  return (
    <div className="draw">
      <section className="card" aria-labelledby="draw-drawing">
        <h2 id="draw-drawing">{words.drawing}</h2>
        <p className="soft">{words.hint}</p>
        <KeyboardSwitch />
        <Paper />
        <Tools />
      </section>
      <Answer />
      <Seen />
      <Reasons />
      <Mine />
    </div>
  );
}
