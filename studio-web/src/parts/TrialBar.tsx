/** What a lesson has changed can be put back, and from the Lab a link leads back to the lesson. */
import { putFormerBack, useTrial } from "../store/trial";
import "./trial.css";
import { Button } from "./widgets";
import { usePartWords } from "./words";

export function TrialBar() {
  const words = usePartWords();
  const { spot, former } = useTrial();
  if (spot === null && former === null) return null;
  return (
    <div className="trial">
      {spot && (
        <a className="button" href={`#/learn?lesson=${spot.lesson}&part=${spot.part}`}>
          {words.backToLesson(spot.lesson)}
        </a>
      )}
      {former && <Button onPress={putFormerBack}>{words.former}</Button>}
    </div>
  );
}
