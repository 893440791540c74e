import type { Dictionary } from "../../words";
import { useWordsOf } from "../../words";
import { en, type EvolveWords } from "./words.en";
import { es } from "./words.es";

const WORDS: Dictionary<EvolveWords> = { en, es };
export const useEvolveWords = () => useWordsOf(WORDS);
export type { EvolveWords };
