/** The drawing tools, and the choice of the network. */
import { useEffect, useState } from "react";
import { api } from "../../engine/client";
import type { NetworkSummary } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { percent } from "../../parts/numbers";
import { useFetched } from "../../parts/useView";
import { Button, Select, Slider, Switch } from "../../parts/widgets";
import { useRuns } from "../../store/runs";
import { useWords, useWordsOf } from "../../words";
import { useCatalogueWords } from "../../words/catalogue";
import { clearAll, knownLabel, put, redoNext, undoLast, useDrawing } from "./drawing";
import { visibleMarks } from "./marks";
import { testDigit } from "./testDigits";
import { dictionary } from "./words";

export function Tools() {
  const { reasons } = useWords();
  const words = useWordsOf(dictionary);
  const { history, pen, isEraser } = useDrawing();
  const [error, setError] = useState<unknown>(null);
  const label = knownLabel(history);
  useKeys();
  const tryOne = () => {
    testDigit().then(
      (picture) => {
        if (picture !== undefined) put(picture);
        setError(null);
      },
      (problem: unknown) => setError(problem),
    );
  };
  return (
    <>
      <div className="row">
        <Button isDisabled={history.marks.length === 0} why={reasons.undo} onPress={undoLast}>
          {words.undo}
        </Button>
        <Button isDisabled={history.undone.length === 0} why={reasons.redo} onPress={redoNext}>
          {words.redo}
        </Button>
        <Button
          isDisabled={visibleMarks(history.marks).length === 0}
          why={reasons.clear}
          onPress={clearAll}
        >
          {words.clear}
        </Button>
        <Button onPress={tryOne}>{words.testDigit}</Button>
      </div>
      {label !== null && (
        <p className="soft" role="status">
          {words.testLabel(label)}
        </p>
      )}
      <ErrorNote error={error} />
      <Slider
        label={words.pen}
        value={100 * pen}
        least={4}
        most={16}
        step={0.5}
        text={percent(pen)}
        onChange={(value) => useDrawing.setState({ pen: value / 100 })}
      />
      <div className="row">
        <Switch
          label={words.eraser}
          isOn={isEraser}
          onChange={(isOn) => useDrawing.setState({ isEraser: isOn })}
        />
      </div>
    </>
  );
}

/** Switches the keyboard grid; it stands before the paper, so that Tab leads into the grid. */
export function KeyboardSwitch() {
  const words = useWordsOf(dictionary).grid;
  const isGrid = useDrawing((state) => state.isGrid);
  return (
    <>
      <Switch
        label={words.use}
        isOn={isGrid}
        onChange={(isOn) => useDrawing.setState({ isGrid: isOn })}
      />
      {isGrid && (
        <p className="soft" id="draw-grid-hint">
          {words.hint}
        </p>
      )}
    </>
  );
}

/** Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, except in text fields. */
function useKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = stepOf(event);
      if (step === null) return;
      event.preventDefault();
      (step === "undo" ? undoLast : redoNext)();
    };
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

export function stepOf(event: KeyboardEvent): "undo" | "redo" | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null;
  if (
    event.target instanceof Element &&
    event.target.matches("input:not([type=range], [type=checkbox]), textarea")
  )
    return null;
  const key = event.key.toLowerCase();
  if (key === "y" || (key === "z" && event.shiftKey)) return "redo";
  return key === "z" ? "undo" : null;
}

/** Classifiers whose input is 28 x 28 pixels. */
export function readsDigits(card: NetworkSummary): boolean {
  return card.network.startsWith("784 - ") && card.classes !== null;
}

/** The choice of the network that classifies the drawing. */
export function NetworkChoice() {
  const words = useWordsOf(dictionary);
  const names = useCatalogueWords();
  const network = useDrawing((state) => state.network);
  const restarts = useRuns((state) => state.restarts);
  const tuned = useRuns((state) => state.tuning?.status);
  const cards = useFetched(`networks ${restarts} ${tuned}`, api.networks);
  const known = cards.value?.networks.filter(readsDigits) ?? [];
  const chosen = known.find((card) => card.name === network);
  return (
    <>
      <Select
        label={words.network}
        value={network}
        options={(chosen ? [] : [{ value: network, title: network }]).concat(
          known.map(({ name, is_shipped }) => ({
            value: name,
            title: is_shipped ? words.shipped(name) : name,
          })),
        )}
        onChange={(name) => useDrawing.setState({ network: name })}
      />
      {chosen && <p className="soft">{names.titleOf(chosen.network)}</p>}
      <ErrorNote error={cards.error} />
    </>
  );
}
