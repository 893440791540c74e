/** A question at the end of a lesson: think, unfold the answer, and say whether you knew it. */
import type { QuestionPart } from "../../engine/types";
import { Switch } from "../../parts/widgets";
import { Html } from "./Html";
import { keyOf, putMark, useProgress } from "./progress";
import { useLearnWords } from "./words";

export function Question({ lesson, part }: { lesson: number; part: QuestionPart }) {
  const words = useLearnWords();
  const name = `${lesson}.${part.number}`;
  const isDone = useProgress(({ marks }) => marks[keyOf("question", name)]?.is_done ?? false);
  return (
    <section className="question" aria-label={words.question(part.number)}>
      <h3>{words.question(part.number)}</h3>
      <Html html={part.html} />
      <details>
        <summary>{words.answer}</summary>
        <Html html={part.answer} />
        <Switch
          label={words.knew}
          isOn={isDone}
          onChange={(is_done) => void putMark({ kind: "question", name, text: "", is_done })}
        />
      </details>
    </section>
  );
}
