import { api } from "../../engine/client";
import { ErrorNote } from "../../parts/ErrorNote";
import { useCalm, useView } from "../../parts/useView";
import { Confusion } from "../results/Confusion";
import type { Cell } from "../results/reading";
import { useLab } from "./context";

const REFRESH_MS = 1_000;

/** The confusion matrix of the held-out rows; a cell leads to the rows in it. */
export function Matrix() {
  const { run, moment } = useLab();
  const id = run?.id ?? 0;
  const results = useView(String(id), useCalm(moment, REFRESH_MS), () => api.results(id));
  const part = results.value?.parts.find((one) => one.part === "held_out");
  const open = (cell: Cell | null) => {
    if (cell) location.hash = `#/results?run=${id}&cell=${cell.truth}.${cell.chosen}`;
  };
  return (
    <>
      <ErrorNote error={results.error} />
      {part && results.value && (
        <Confusion part={part} classes={results.value.classes} cell={null} onPick={open} />
      )}
    </>
  );
}
