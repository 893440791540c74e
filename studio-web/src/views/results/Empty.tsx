import { FirstRun } from "../../parts/FirstRun";
import { useWordsOf } from "../../words";
import { WORDS } from "./words";

/** What this screen will show, and one press that gives it something to show. */
export function Empty() {
  const words = useWordsOf(WORDS);
  return (
    <section className="card results-empty" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p>{words.none}</p>
      <ul>
        {words.empty.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <FirstRun />
    </section>
  );
}
