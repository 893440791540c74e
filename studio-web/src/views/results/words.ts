import type { Dictionary } from "../../words";
import { en, type ResultsWords } from "./words.en";
import { es } from "./words.es";

export const WORDS: Dictionary<ResultsWords> = { en, es };
export type { ResultsWords };
