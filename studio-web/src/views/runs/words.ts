import { type Dictionary, useWordsOf } from "../../words";
import { en, type RunsWords } from "./words.en";
import { es } from "./words.es";

export type { RunsWords };

/** The texts of the Runs screen. */
export const RUNS_WORDS: Dictionary<RunsWords> = { en, es };

export const useRunsWords = () => useWordsOf(RUNS_WORDS);
