import { useMemo, useState } from "react";
import { NO_CURVES } from "../../engine/curves";
import type { Curves, Run } from "../../engine/types";
import { DataTable } from "../../parts/DataTable";
import { Popup } from "../../parts/Drawer";
import { lossText, percent } from "../../parts/numbers";
import { RunPicker, useCurvesOf, useTitleOf } from "../../parts/RunPicker";
import { Saveable } from "../../parts/Saveable";
import { numberIn, type Part, type Query } from "../../parts/useAddress";
import { Button, Select, Switch } from "../../parts/widgets";
import { usePartWords } from "../../parts/words";
import { useRuns } from "../../store/runs";
import { type Contender, ContestDrawing, short } from "./ContestDrawing";
import { budgetsOf, commonBudget, curveOf, type Measure, MEASURES, reached } from "./race";
import { useEvolveWords } from "./words";
import { useWords } from "../../words";

interface RaceProps {
  run: Run;
  query: Query;
  put: (part: Part) => void;
  /** Begins gradient descent on the same data and network; null while these are not known. */
  onRace: (() => void) | null;
}

/** This run and another one over a common axis of forward passes. */
export function Race({ run, query, put, onRace }: RaceProps) {
  const { reasons } = useWords();
  const words = useEvolveWords();
  const all = useRuns((state) => state.runs);
  const compared = all[numberIn(query, "with") ?? -1] ?? null;
  const others = useMemo(
    () =>
      Object.values(all)
        .filter(({ id }) => id !== run.id)
        .sort((a, b) => b.id - a.id),
    [all, run.id],
  );
  const [wanted, setMeasure] = useState<Measure>("val_accuracy");
  const [isLog, setLog] = useState(true);
  const [isTable, setTable] = useState(false);
  useCurvesOf(compared?.id ?? null);
  const own = useRuns((state) => state.curves[run.id]) ?? NO_CURVES;
  const known = MEASURES.filter((measure) => hasAny(own, measure));
  const measure = known.includes(wanted) ? wanted : (known[0] ?? "loss");
  return (
    <section className="panel race-panel" aria-label={words.race}>
      <header className="panel-head">
        <h2>{words.race}</h2>
        <Popup label={words.optionsOf(words.race)} sign={<span aria-hidden="true">⋯</span>}>
          <RunPicker
            label={words.compared}
            runs={others}
            value={compared?.id ?? null}
            none={words.noOther}
            onChange={({ id }) => put({ with: id })}
          />
          <Select
            label={words.measure}
            value={measure}
            options={known.map((value) => ({ value, title: words.measures[value] }))}
            onChange={(value) => setMeasure(value as Measure)}
          />
          <Switch label={words.logAcross} isOn={isLog} onChange={setLog} />
          <Switch label={words.asTable} isOn={isTable} onChange={setTable} />
        </Popup>
      </header>
      {compared === null ? (
        <div className="telling">
          <p>{words.raceHint}</p>
          <Button isDisabled={onRace === null} why={reasons.coming} onPress={() => onRace?.()}>
            {words.descent}
          </Button>
        </div>
      ) : (
        <Contest run={run} compared={compared} measure={measure} isLog={isLog} isTable={isTable} />
      )}
    </section>
  );
}

const hasAny = (curves: Curves, measure: Measure) =>
  curves[measure].some((value) => value !== null);

interface ContestProps {
  run: Run;
  compared: Run;
  measure: Measure;
  isLog: boolean;
  isTable: boolean;
}

function Contest({ run, compared, measure, isLog, isTable }: ContestProps) {
  const words = useEvolveWords();
  const titleOf = useTitleOf();
  const own = useRuns((state) => state.curves[run.id]) ?? NO_CURVES;
  const other = useRuns((state) => state.curves[compared.id]) ?? NO_CURVES;
  const text = measure.endsWith("accuracy") ? percent : lossText;
  const contenders: [Contender, Contender] = [
    { name: titleOf(run), curve: curveOf(own, measure) },
    { name: titleOf(compared), curve: curveOf(other, measure) },
  ];
  const [a, b] = contenders;
  if (a.curve.length === 0 || b.curve.length === 0) return <p className="soft">{words.notYet}</p>;

  const budget = commonBudget(a.curve, b.curve);
  const result = ({ name, curve }: Contender) => `${name} ${text(reached(curve, budget))}`;
  const sentence = words.judged(short(budget), result(a), result(b));
  return (
    <>
      {isTable ? (
        <Budgets contenders={contenders} text={text} />
      ) : (
        <Saveable title={`${words.race}: ${words.measures[measure]}`}>
          <p className="key soft">
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
            up={words.measures[measure]}
            across={words.passes}
            label={`${words.measures[measure]}. ${sentence}`}
            text={text}
            isLog={isLog}
          />
        </Saveable>
      )}
      <p>{sentence}</p>
    </>
  );
}

interface BudgetsProps {
  contenders: [Contender, Contender];
  text: (value: number | null) => string;
}

/** The drawing as a table: the result of each run at the same budget. */
function Budgets({ contenders, text }: BudgetsProps) {
  const words = useEvolveWords();
  const { tableOf } = usePartWords();
  const curves = contenders.map(({ curve }) => curve);
  return (
    <DataTable
      label={tableOf(words.race)}
      heads={[words.passesName, ...contenders.map(({ name }) => name)]}
      rows={budgetsOf(curves).map((budget) => [
        budget,
        ...curves.map((curve) => text(reached(curve, budget))),
      ])}
    />
  );
}
