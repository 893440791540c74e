/** An exercise: code that is checked, or an answer in words; and the solution to unfold. */
import { useState } from "react";
import { api } from "../../engine/client";
import type { CheckResult, ExercisePart } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { Button, Switch } from "../../parts/widgets";
import { Cell } from "./Cell";
import { Editor } from "./Editor";
import { Html } from "./Html";
import { keyOf, loadProgress, putMark, putSoon, useProgress } from "./progress";
import { Result } from "./Result";
import { useLearnWords } from "./words";

export function Exercise({ lesson, part }: { lesson: number; part: ExercisePart }) {
  const words = useLearnWords();
  return (
    <section className="exercise" aria-label={words.exercise(part.number)}>
      <h3>{words.exercise(part.number)}</h3>
      <Html html={part.html} />
      {part.checks.length > 0 ? <Checked lesson={lesson} part={part} /> : <Unchecked part={part} />}
      <details>
        <summary>{words.solution}</summary>
        {part.solution.map((piece, place) =>
          piece.kind === "code" ? (
            <Cell key={place} part={piece} />
          ) : (
            <Html key={place} html={piece.html} />
          ),
        )}
      </details>
    </section>
  );
}

/** Code, checked in a process of its own on this machine. */
function Checked({ lesson, part }: { lesson: number; part: ExercisePart }) {
  const words = useLearnWords();
  const { kind, name } = part.mark;
  const saved = useProgress(({ marks }) => marks[keyOf(kind, name)]?.text);
  const [draft, setDraft] = useState<string | null>(null);
  const [results, setResults] = useState<CheckResult[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const code = draft ?? (saved || part.stub);
  const write = (text: string) => {
    setDraft(text);
    putSoon({ kind, name, text, is_done: false });
  };
  const check = async () => {
    setBusy(true);
    setError(null);
    try {
      const found: CheckResult[] = [];
      for (const each of part.checks) found.push(await api.checkExercise(each, code, lesson));
      setResults(found);
      await loadProgress();
    } catch (refused) {
      setError(refused);
    }
    setBusy(false);
  };
  return (
    <>
      <Editor
        label={words.yourAnswer(part.number)}
        value={code}
        onChange={write}
        onRun={() => void check()}
      />
      <div className="row">
        <Button isPending={isBusy} onPress={() => void check()}>
          {isBusy ? words.checking : words.check}
        </Button>
        {code !== part.stub && <Button onPress={() => write(part.stub)}>{words.startAgain}</Button>}
      </div>
      <ErrorNote error={error} />
      <div aria-live="polite" className="results-of-check">
        {results.map((result) => (
          <Result key={result.exercise} result={result} />
        ))}
      </div>
    </>
  );
}

/** What no check knows: written down, in words or as code, then compared with the solution. */
function Unchecked({ part }: { part: ExercisePart }) {
  const words = useLearnWords();
  const { kind, name } = part.mark;
  const mark = useProgress(({ marks }) => marks[keyOf(kind, name)]);
  const [draft, setDraft] = useState<string | null>(null);
  const isDone = mark?.is_done ?? false;
  const text = draft ?? (mark?.text || part.stub);
  const write = (answer: string) => {
    setDraft(answer);
    putSoon({ kind, name, text: answer, is_done: isDone });
  };
  return (
    <>
      {part.stub === "" ? (
        <Answer label={words.yourAnswer(part.number)} value={text} onChange={write} />
      ) : (
        <>
          <Editor label={words.yourAnswer(part.number)} value={text} onChange={write} />
          <p className="soft">{words.unchecked}</p>
        </>
      )}
      <Switch
        label={words.done}
        isOn={isDone}
        onChange={(is_done) => void putMark({ kind, name, text, is_done })}
      />
    </>
  );
}

interface AnswerProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

function Answer({ label, value, onChange }: AnswerProps) {
  return (
    <label className="answer-field">
      <span>{label}</span>
      <textarea
        rows={4}
        value={value}
        maxLength={20_000}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
