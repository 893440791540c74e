import { useMemo, useState } from "react";
import { NO_CURVES } from "../../engine/curves";
import type { Curves, Run } from "../../engine/types";
import { FoldedTable } from "../../parts/DataTable";
import { ErrorNote } from "../../parts/ErrorNote";
import { shown } from "../../parts/pictures";
import { RunPicker, useCurvesOf, useTitleOf } from "../../parts/RunPicker";
import { numberIn, type Part, type Query } from "../../parts/useAddress";
import { Button, Select, Switch } from "../../parts/widgets";
import { useRuns } from "../../store/runs";
import { startRun } from "../../store/orders";
import { useWordsOf } from "../../words";
import {
  budgetsOf,
  commonBudget,
  curveOf,
  type Measure,
  MEASURES,
  reached,
  descentOf,
} from "./race";
import { type Contender, ContestDrawing, short } from "./ContestDrawing";
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
  const compared = all[numberIn(query, "with") ?? -1] ?? null;
  const others = useMemo(
    () =>
      Object.values(all)
        .filter(({ id }) => id !== run.id)
        .sort((a, b) => b.id - a.id),
    [all, run.id],
  );
  useCurvesOf(compared?.id ?? null);
  const descent = () =>
    startRun(descentOf(run.experiment), AS_FAST_AS_IT_CAN).then(
      ({ id }) => put({ with: id }),
      setError,
    );
  return (
    <section className="card wide" aria-label={words.race}>
      <h2>{words.race}</h2>
      <p className="soft">{words.raceHint}</p>
      <div className="row">
        <RunPicker
          label={words.compared}
          runs={others}
          value={compared?.id ?? null}
          none={words.noOther}
          onChange={({ id }) => put({ with: id })}
        />
        <Button onPress={() => void descent()}>{words.descent}</Button>
        <span className="soft">{words.descentHint}</span>
      </div>
      <ErrorNote error={error} />
      {compared && <Contest run={run} compared={compared} />}
    </section>
  );
}

const hasAny = (curves: Curves, measure: Measure) =>
  curves[measure].some((value) => value !== null);

function Contest({ run, compared }: { run: Run; compared: Run }) {
  const words = useWordsOf(WORDS);
  const own = useRuns((state) => state.curves[run.id]) ?? NO_CURVES;
  const other = useRuns((state) => state.curves[compared.id]) ?? NO_CURVES;
  const titleOf = useTitleOf();
  const [wanted, setMeasure] = useState<Measure>("val_accuracy");
  const [isLog, setLog] = useState(true);
  const known = MEASURES.filter((measure) => hasAny(own, measure));
  const measure = known.includes(wanted) ? wanted : (known[0] ?? "loss");
  const contenders: [Contender, Contender] = [
    { name: titleOf(run), curve: curveOf(own, measure) },
    { name: titleOf(compared), curve: curveOf(other, measure) },
  ];
  const [a, b] = contenders;
  if (a.curve.length === 0 || b.curve.length === 0) return <p className="soft">{words.notYet}</p>;

  const budget = commonBudget(a.curve, b.curve);
  const result = ({ name, curve }: Contender) => `${name} ${shown(reached(curve, budget))}`;
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
        <Switch label={words.logAcross} isOn={isLog} onChange={setLog} />
      </div>
      <p className="key">
        <span>
          <i className="curve" aria-hidden="true" /> {a.name}
        </span>
        <span>
          <i className="curve compared" aria-hidden="true" /> {b.name}
        </span>
      </p>
      <ContestDrawing
        contenders={contenders}
        measure={measure}
        across={words.passes}
        label={`${words.measures[measure]}. ${sentence}`}
        isLog={isLog}
      />
      <p>{sentence}</p>
      <Budgets contenders={contenders} />
    </>
  );
}

/** The drawing as a table: the result of each run at the same budget. */
function Budgets({ contenders }: { contenders: [Contender, Contender] }) {
  const words = useWordsOf(WORDS);
  const curves = contenders.map(({ curve }) => curve);
  return (
    <FoldedTable
      className="tall"
      label={words.race}
      heads={[words.passes, ...contenders.map(({ name }) => name)]}
      rows={budgetsOf(curves).map((budget) => [
        budget,
        ...curves.map((curve) => shown(reached(curve, budget))),
      ])}
    />
  );
}
