/** One lesson: its text, and all that is to be done in it. */
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../../engine/client";
import type { LessonPart } from "../../engine/types";
import { Announcer } from "../../parts/Announcer";
import { ErrorNote } from "../../parts/ErrorNote";
import { useFetched } from "../../parts/useView";
import { Button, Switch } from "../../parts/widgets";
import { Cell, ResultsContext } from "./Cell";
import { Exercise } from "./Exercise";
import { Html } from "./Html";
import { usePlace, useTries } from "./place";
import { doneOf, keyOf, putMark, useProgress } from "./progress";
import { Question } from "./Question";
import { type Results, useResults } from "./results";
import { useLearnWords } from "./words";
import { useWords } from "../../words";

interface StepsProps {
  number: number;
  last: number;
  show: (lesson: number | null) => void;
}

interface LessonProps extends StepsProps {
  /** The part to begin with. */
  part: number | null;
  /** Whether the Lab stands beside it. */
  isBeside: boolean;
}

export function Lesson({ number, last, show, part, isBeside }: LessonProps) {
  const words = useLearnWords();
  const article = useRef<HTMLElement>(null);
  const [tries, setTries] = useState(0);
  const { value, error } = useFetched(String(number), () => api.lesson(number));
  const heading = useRef<HTMLHeadingElement>(null);
  const lesson = value?.card.number === number ? value : null;
  const isThere = lesson !== null;
  const results = useResults(number);
  useEffect(() => {
    if (isThere && !part) heading.current?.focus();
  }, [isThere, number, part]);
  usePlace(article, number, part, isThere);
  useTries(
    article,
    number,
    isBeside,
    useCallback(() => setTries((count) => count + 1), []),
  );
  return (
    <article className="lesson card" ref={article}>
      <Announcer text={tries > 0 ? words.tried(tries) : ""} />
      <Steps number={number} last={last} show={show} place="top" />
      <ErrorNote error={error} />
      {lesson !== null && (
        <>
          <h2 ref={heading} tabIndex={-1} lang="en">
            {number} · {lesson.card.title}
          </h2>
          <p className="soft">
            <Done items={lesson.card.items} /> · {words.english}
          </p>
          <Running results={results} />
          <ResultsContext value={results.cells}>
            {lesson.parts.map((part, place) => (
              <div key={place} className="part" data-part={place} tabIndex={-1}>
                <Part lesson={number} part={part} />
              </div>
            ))}
          </ResultsContext>
          <Finished number={number} />
          <Steps number={number} last={last} show={show} place="foot" />
        </>
      )}
    </article>
  );
}

/** Told only where the results are not there yet. */
function Running({ results }: { results: Results }) {
  const words = useLearnWords();
  if (results.is_ready) return null;
  if (results.error !== null) return <ErrorNote error={results.error} />;
  return (
    <p className="soft" role="status">
      {words.running}
    </p>
  );
}

function Part({ lesson, part }: { lesson: number; part: LessonPart }) {
  switch (part.kind) {
    case "prose":
      return <Html html={part.html} />;
    case "code":
      return <Cell part={part} />;
    case "exercise":
      return <Exercise lesson={lesson} part={part} />;
    case "question":
      return <Question lesson={lesson} part={part} />;
  }
}

function Done({ items }: { items: { kind: string; name: string }[] }) {
  const words = useLearnWords();
  const marks = useProgress((state) => state.marks);
  return <span>{words.doneOf(doneOf(items, marks), items.length)}</span>;
}

function Finished({ number }: { number: number }) {
  const words = useLearnWords();
  const name = String(number);
  const isDone = useProgress(({ marks }) => marks[keyOf("lesson", name)]?.is_done ?? false);
  return (
    <Switch
      label={words.finished}
      isOn={isDone}
      onChange={(is_done) => void putMark({ kind: "lesson", name, text: "", is_done })}
    />
  );
}

function Steps({ number, last, show, place }: StepsProps & { place: "top" | "foot" }) {
  const { reasons } = useWords();
  const words = useLearnWords();
  return (
    <nav className="row" aria-label={words.ways[place]}>
      <Button onPress={() => show(null)}>{words.all}</Button>
      <Button isDisabled={number <= 1} why={reasons.first} onPress={() => show(number - 1)}>
        {words.before}
      </Button>
      <Button isDisabled={number >= last} why={reasons.last} onPress={() => show(number + 1)}>
        {words.next}
      </Button>
    </nav>
  );
}
