import { type Dictionary, useWordsOf } from "../../words";
import { en, type RunsWords } from "./words.en";
import { es } from "./words.es";

export type { RunsWords };

/** The words of the screen Runs. */
export const RUNS_WORDS: Dictionary<RunsWords> = { en, es };

export const useRunsWords = () => useWordsOf(RUNS_WORDS);
