/** What the cells of a lesson show; a lesson that nobody has run yet is run meanwhile. */
import { useEffect, useState } from "react";
import { api } from "../../engine/client";
import type { LessonResults } from "../../engine/types";

const AGAIN_MS = 1_500;
const NOTHING: Results = { is_ready: false, cells: [], error: null };

export interface Results extends LessonResults {
  error: unknown;
}

export function useResults(lesson: number): Results {
  const [results, setResults] = useState(NOTHING);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    let isCurrent = true;
    const ask = async () => {
      const found = await api.lessonResults(lesson);
      if (!isCurrent) return;
      setResults({ ...found, error: null });
      if (!found.is_ready) timer = setTimeout(() => void ask().catch(fail), AGAIN_MS);
    };
    const fail = (error: unknown) => isCurrent && setResults({ ...NOTHING, error });
    void ask().catch(fail);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [lesson]);
  return results;
}
