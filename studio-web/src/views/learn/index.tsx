/** Learn: the lessons of the course, with exercises that are checked, beside the studio itself. */
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { api } from "../../engine/client";
import type { LessonCard } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { download } from "../../parts/files";
import { numberIn, type Part, useAddress } from "../../parts/useAddress";
import { useMedia } from "../../parts/useMedia";
import { useFetched } from "../../parts/useView";
import { Button, TextField } from "../../parts/widgets";
import "./learn.css";
import { Lesson } from "./Lesson";
import { doneOf, keyOf, loadProgress, useProgress } from "./progress";
import { useLearnWords } from "./words";

/** From here on there is room for the Lab beside a lesson. In letters, not pixels. */
const WIDE = "(min-width: 75em)";

const BesideLab = lazy(() => import("./BesideLab"));

export default function Learn() {
  const [query, put] = useAddress("/learn");
  const { value, error } = useFetched("lessons", () => api.lessons());
  const failure = useProgress((state) => state.error);
  const isBeside = useMedia(WIDE);
  useEffect(() => void loadProgress(), []);
  const number = numberIn(query, "lesson");
  const lessons = value?.lessons ?? [];
  const show = (lesson: number | null) =>
    put(lesson === null ? { lesson, part: null, all: 1 } : { lesson, part: null, all: null });
  useResumed(number === null && query["all"] === undefined, put);
  if (number === null)
    return (
      <div className="learn">
        <ErrorNote error={error ?? failure} />
        <List lessons={lessons} show={show} />
      </div>
    );
  return (
    <div className={isBeside ? "learn with-lab" : "learn"}>
      <ErrorNote error={error ?? failure} />
      <Lesson
        key={number}
        number={number}
        part={numberIn(query, "part")}
        last={lessons.at(-1)?.number ?? number}
        show={show}
        isBeside={isBeside}
      />
      {isBeside && (
        <Suspense fallback={<div className="lab beside-lesson" />}>
          <BesideLab />
        </Suspense>
      )}
    </div>
  );
}

/** Whoever comes without naming a lesson goes on where they were. */
function useResumed(isOpen: boolean, put: (part: Part) => void): void {
  const { place, isLoaded } = useProgress();
  const isDone = useRef(false);
  useEffect(() => {
    if (!isLoaded || isDone.current) return;
    isDone.current = true;
    if (isOpen && place !== null) put({ lesson: place.lesson, part: place.part });
  }, [isOpen, isLoaded, place, put]);
}

function List({ lessons, show }: { lessons: LessonCard[]; show: (lesson: number) => void }) {
  const words = useLearnWords();
  return (
    <section className="card" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p className="soft">{words.about}</p>
      <ol className="lessons">
        {lessons.map((card) => (
          <li key={card.number}>
            <Card card={card} show={show} />
          </li>
        ))}
      </ol>
      <Collect />
    </section>
  );
}

function Card({ card, show }: { card: LessonCard; show: (lesson: number) => void }) {
  const words = useLearnWords();
  const marks = useProgress((state) => state.marks);
  const done = doneOf(card.items, marks);
  const isFinished = marks[keyOf("lesson", String(card.number))]?.is_done ?? false;
  return (
    <>
      <Button onPress={() => show(card.number)}>
        <span className="lesson-number">{isFinished ? "✓" : card.number}</span>
        <span lang="en">{card.title}</span>
      </Button>
      <span className="soft">
        {words.minutes(card.minutes)} · {words.doneOf(done, card.items.length)}
      </span>
      <progress
        aria-label={words.progressOf(card.number)}
        value={done}
        max={Math.max(1, card.items.length)}
      />
    </>
  );
}

/** The file for a teacher. */
function Collect() {
  const words = useLearnWords();
  const [student, setStudent] = useState("");
  const [error, setError] = useState<unknown>(null);
  const save = () =>
    api
      .progressFile(student)
      .then(
        (file) =>
          download("edunn-progress.json", JSON.stringify(file, null, 2), "application/json"),
        setError,
      );
  return (
    <div className="collect">
      <h3>{words.collect}</h3>
      <p className="soft">{words.collectAbout}</p>
      <div className="row">
        <TextField label={words.student} value={student} onChange={setStudent} />
        <Button onPress={() => void save()}>{words.download}</Button>
      </div>
      <ErrorNote error={error} />
    </div>
  );
}
