import { useMemo, useState } from "react";
import type { TraceView } from "../../engine/types";
import { Formula } from "../../parts/Formula";
import { Heads } from "./Heads";
import { attentionOf } from "./heads";
import { LineList } from "./LineList";
import { Numbers } from "./Numbers";
import { drawnAtOnce, isAskedFor, isNamedBy, type Selected, texOf, written } from "./numbers";
import { hasLinesBefore, OriginBox } from "./OriginBox";
import { layerOf, layersOf, type TraceArray, type TraceStep } from "./steps";
import { layerAt } from "./time";
import { Unrolled } from "./Unrolled";
import { type OriginState, marksOf, winnersOf } from "./useOrigin";
import { useSay } from "../../words/messages";
import { useCatalogueWords } from "../../words/catalogue";
import { useInsideWords } from "./words";

const FEW_LINES = 12;

interface StepCardProps {
  view: TraceView;
  step: TraceStep;
  digits: number;
  names: { inputs: string[]; outputs: string[] };
  selected: Selected | null;
  originState: OriginState;
  onSelect: (selected: Selected) => void;
}

/** One step in detail: the formula, a sentence, its arrays, and the lines with the numbers. */
export function StepCard(props: StepCardProps) {
  const { view, step, digits, selected, originState, onSelect } = props;
  const words = useInsideWords();
  const say = useSay();
  const names = useCatalogueWords();
  const arrays = useMemo(() => arraysOf(view, step), [view, step]);
  const marks = useMemo(() => marksOf(originState.origin, view), [originState.origin, view]);
  const layer = layerOf(view, step.name);
  const winners = useMemo(() => winnersOf(originState.origin, view), [originState.origin, view]);
  const inTime = layerAt(view, step);
  const [matrices, others] = useMemo(() => split(view, arrays), [view, arrays]);
  const open = useMemo(() => drawnAtOnce(others), [others]);
  const attention = attentionOf(view, matrices[0]?.name ?? "");
  const isLarge = others.some(isAskedFor);
  const lines = (
    <Lines
      key={step.name}
      step={step}
      arrays={arrays}
      title={isLarge ? words.largest : words.lines}
      selected={selected}
      onSelect={onSelect}
    />
  );
  const where = layer === null ? words.allLayers : words.layer(layer);
  return (
    <section className="card step" aria-labelledby="step-title step-phase">
      <header className="row">
        <h3 id="step-title">{words.kinds[step.kind]}</h3>
        <span id="step-phase" className={`tag ${step.phase}`}>
          {words.phases[step.phase]}
        </span>
        <span className="soft">
          {[where, names.titleOf(step.title)].filter(Boolean).join(" · ")}
        </span>
      </header>
      <div className="formula scroll" role="region" aria-label={words.formula} tabIndex={0}>
        <Formula latex={step.latex} text={names.formula(step.formula)} isDisplay />
      </div>
      <p>{say(step.explanation)}</p>
      <Settings step={step} />
      <OriginBox originState={originState} isLong={hasLinesBefore(step)} />
      {attention && (
        <Heads
          view={view}
          attention={attention}
          arrays={matrices}
          result={step.name}
          marks={marks}
          selected={selected}
          onSelect={onSelect}
        />
      )}
      {inTime && (
        <Unrolled
          key={inTime.layer}
          view={view}
          layer={inTime}
          isBack={step.phase === "backward"}
          digits={digits}
          marks={marks}
          selected={selected}
          onSelect={onSelect}
        />
      )}
      {isLarge && lines}
      <div className="arrays">
        {others.map((array) => (
          <Numbers
            key={`${step.name} ${array.name}`} // what was asked for was asked for in this step
            array={array}
            view={view}
            isResult={array.name === step.name}
            isOpen={open.has(array.name)}
            heads={headsOf(array, view, props.names)}
            side={sideOf(view)}
            digits={digits}
            marks={marks.get(array.name) ?? NO_MARKS}
            winner={winners.get(array.name) ?? null}
            selected={selected?.name === array.name ? selected.place : null}
            onSelect={(place) => onSelect({ name: array.name, place })}
          />
        ))}
      </div>
      {!isLarge && lines}
    </section>
  );
}

/** The settings in the formulas: the letter, its value, and what it is. */
function Settings({ step: { settings, letters } }: { step: TraceStep }) {
  const names = useCatalogueWords();
  const pairs = Object.entries(settings);
  if (pairs.length === 0) return null;
  return (
    <p className="settings">
      {pairs.map(([name, value]) => {
        const letter = letters[name] ?? name;
        return (
          <span key={name}>
            <Formula
              latex={`${letter} = ${texOf(value)}`}
              text={`${name} = ${written(value, 4)}`}
            />
            {!isNamedBy(name, letter) && (
              <span className="soft"> {names.nameOf("setting", name)}</span>
            )}
          </span>
        );
      })}
    </p>
  );
}

const NO_MARKS: ReadonlySet<number> = new Set();

/** The result first, then the inputs. */
function arraysOf(view: TraceView, step: TraceStep): TraceArray[] {
  return [...new Set([step.name, ...step.uses])].flatMap((name) =>
    view.arrays.filter((array) => array.name === name),
  );
}

/** The matrices of attention, which show its mask as well, and all other arrays. */
function split(view: TraceView, arrays: TraceArray[]): [TraceArray[], TraceArray[]] {
  const matrices = arrays.filter(({ name }) => attentionOf(view, name) !== null);
  const shown = [
    ...matrices.map(({ name }) => name),
    attentionOf(view, matrices[0]?.name ?? "")?.mask,
  ];
  const others = arrays.filter(({ name }) => !shown.includes(name));
  // what is there at once comes first
  return [matrices, [...others].sort((a, b) => Number(isAskedFor(a)) - Number(isAskedFor(b)))];
}

function sideOf(view: TraceView): number | null {
  if (view.example.image === null || view.example.image === undefined) return null;
  return Math.round(Math.sqrt(atob(view.example.image).length));
}

/** Rows with one number per input, or per output, are labelled with their names. */
function headsOf(
  array: TraceArray,
  view: TraceView,
  { inputs, outputs }: StepCardProps["names"],
): string[] | null {
  const columns = array.shape.at(-1);
  const layers = layersOf(view);
  const { layer } = array;
  if (layer === 0 && columns === inputs.length) return inputs;
  if (layer === layers && columns === outputs.length) return outputs;
  return null;
}

interface LinesProps {
  title: string;
  step: TraceStep;
  arrays: TraceArray[];
  selected: Selected | null;
  onSelect: (selected: Selected) => void;
}

/** The formula with numbers in place of the symbols. */
function Lines({ step, arrays, title, selected, onSelect }: LinesProps) {
  const words = useInsideWords();
  const [isAll, setAll] = useState(false);
  const lines = isAll ? step.lines : step.lines.slice(0, FEW_LINES);
  if (step.lines.length === 0) return null;
  return (
    <div>
      <h4>{title}</h4>
      <LineList lines={lines} arrays={arrays} selected={selected} onSelect={onSelect} />
      {!isAll && step.lines.length > FEW_LINES && (
        <button type="button" className="button" onClick={() => setAll(true)}>
          {`${words.moreLines} (${step.lines.length})`}
        </button>
      )}
    </div>
  );
}
