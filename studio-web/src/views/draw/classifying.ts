/**
 * Classifies the drawing on the server: repeatedly while it grows, and once more at the end of a
 * stroke.
 */
import { useEffect } from "react";
import { api } from "../../engine/client";
import type { DigitView } from "../../engine/types";
import { useRuns } from "../../store/runs";
import { type DrawingState, useDrawing } from "./drawing";
import { photoOf } from "./marks";
import { newestOnly } from "./requestQueue";
import { sentOf } from "./raster";

/** At most ten requests a second. */
const PAUSE_MS = 100;

type Views = Pick<DrawingState, "view" | "other">;

async function viewsOf(state: DrawingState): Promise<Views> {
  const { marks } = state.history;
  const sent = sentOf(marks, state.current);
  const classify = (recipe: boolean): Promise<DigitView> =>
    api.classifyDigit(sent, state.network, recipe);
  const view = await classify(state.recipe);
  const isResting = state.current === null && !view.is_empty && photoOf(marks) === null;
  return { view, other: isResting ? await classify(!state.recipe) : null };
}

function isAnother(a: DrawingState, b: DrawingState): boolean {
  return (
    a.history.marks !== b.history.marks ||
    a.current !== b.current ||
    a.network !== b.network ||
    a.recipe !== b.recipe
  );
}

export function useClassification(): void {
  const restarts = useRuns((state) => state.restarts);
  // another network may have been chosen meanwhile
  const tuned = useRuns((state) => state.tuning?.status);
  useEffect(() => {
    const queue = newestOnly(
      viewsOf,
      (looks) => useDrawing.setState({ ...looks, error: null }),
      (error) => useDrawing.setState({ error, view: null, other: null }),
      PAUSE_MS,
    );
    queue.request(useDrawing.getState());
    const stop = useDrawing.subscribe(
      (state, old) => isAnother(state, old) && queue.request(state),
    );
    return () => {
      stop();
      queue.stop();
    };
  }, [restarts, tuned]);
}
