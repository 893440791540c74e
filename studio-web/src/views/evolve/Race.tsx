import { useMemo, useState } from "react";
import { NO_CURVES } from "../../engine/curves";
import type { Curves, Run } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { shown } from "../../parts/pictures";
import { RunPicker, useCurvesOf, useTitleOf } from "../../parts/RunPicker";
import { numberIn, type Part, type Query } from "../../parts/useAddress";
import { Button, Select } from "../../parts/widgets";
import { useRuns } from "../../store/runs";
import { useWordsOf } from "../../words";
import { begun } from "./begun";
import { budgetsOf, commonBudget, courseOf, type Measure, MEASURES, reached, twinOf } from "./race";
import { type Racer, RaceDrawing, short } from "./RaceDrawing";
import { WORDS } from "./words";

const AS_FAST_AS_IT_CAN = 0;

interface RaceProps {
  run: Run;
  query: Query;
  put: (part: Part) => void;
}

/** This run and another one over a common axis of forward passes. */
export function Race({ run, query, put }: RaceProps) {
  const words = useWordsOf(WORDS);
  const all = useRuns((state) => state.runs);
  const [error, setError] = useState<unknown>(null);
  const rival = all[numberIn(query, "with") ?? -1] ?? null;
  const others = useMemo(
    () =>
      Object.values(all)
        .filter(({ id }) => id !== run.id)
        .sort((a, b) => b.id - a.id),
    [all, run.id],
  );
  useCurvesOf(rival?.id ?? null);
  const twin = () =>
    begun(twinOf(run.experiment), AS_FAST_AS_IT_CAN).then(({ id }) => put({ with: id }), setError);
  return (
    <section className="card wide" aria-label={words.race}>
      <h2>{words.race}</h2>
      <p className="soft">{words.raceHint}</p>
      <div className="row">
        <RunPicker
          label={words.rival}
          runs={others}
          value={rival?.id ?? null}
          none={words.noRival}
          onChange={({ id }) => put({ with: id })}
        />
        <Button onPress={() => void twin()}>{words.twin}</Button>
        <span className="soft">{words.twinHint}</span>
      </div>
      <ErrorNote error={error} />
      {rival && <Course run={run} rival={rival} />}
    </section>
  );
}

const hasAny = (curves: Curves, measure: Measure) =>
  curves[measure].some((value) => value !== null);

function Course({ run, rival }: { run: Run; rival: Run }) {
  const words = useWordsOf(WORDS);
  const own = useRuns((state) => state.curves[run.id]) ?? NO_CURVES;
  const other = useRuns((state) => state.curves[rival.id]) ?? NO_CURVES;
  const titleOf = useTitleOf();
  const [wanted, setMeasure] = useState<Measure>("val_accuracy");
  const [isLog, setLog] = useState(true);
  const known = MEASURES.filter((measure) => hasAny(own, measure));
  const measure = known.includes(wanted) ? wanted : (known[0] ?? "loss");
  const racers: [Racer, Racer] = [
    { name: titleOf(run), course: courseOf(own, measure) },
    { name: titleOf(rival), course: courseOf(other, measure) },
  ];
  const [a, b] = racers;
  if (a.course.length === 0 || b.course.length === 0) return <p className="soft">{words.notYet}</p>;

  const budget = commonBudget(a.course, b.course);
  const result = ({ name, course }: Racer) => `${name} ${shown(reached(course, budget))}`;
  const sentence = words.judged(short(budget), result(a), result(b));
  return (
    <>
      <div className="row middle">
        <Select
          label={words.measure}
          value={measure}
          options={known.map((value) => ({ value, title: words.measures[value] }))}
          onChange={(value) => setMeasure(value as Measure)}
        />
        <label className="soft">
          <input
            type="checkbox"
            checked={isLog}
            onChange={(event) => setLog(event.target.checked)}
          />{" "}
          {words.logAcross}
        </label>
      </div>
      <p className="key">
        <span>
          <i className="course" aria-hidden="true" /> {a.name}
        </span>
        <span>
          <i className="course rival" aria-hidden="true" /> {b.name}
        </span>
      </p>
      <RaceDrawing
        racers={racers}
        measure={measure}
        across={words.passes}
        label={`${words.measures[measure]}. ${sentence}`}
        isLog={isLog}
      />
      <p>{sentence}</p>
      <Budgets racers={racers} />
    </>
  );
}

/** The drawing as a table: the result of each run at the same budget. */
function Budgets({ racers }: { racers: [Racer, Racer] }) {
  const words = useWordsOf(WORDS);
  return (
    <details>
      <summary>{words.table}</summary>
      <div
        className="scroll tall"
        tabIndex={0}
        role="region"
        aria-label={words.tableOf(words.race)}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">{words.passes}</th>
              {racers.map(({ name }, place) => (
                <th key={place} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {budgetsOf(racers.map(({ course }) => course)).map((budget) => (
              <tr key={budget}>
                <th scope="row">{budget}</th>
                {racers.map(({ course }, place) => (
                  <td key={place}>{shown(reached(course, budget))}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
