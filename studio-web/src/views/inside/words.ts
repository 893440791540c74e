import { type Dictionary, useWordsOf } from "../../words";
import type { Kind, Phase } from "./steps";
import { en } from "./words.en";
import { es } from "./words.es";

export interface InsideWords {
  title: string;
  intro: string;
  noRun: string;
  toLab: string;
  newest: string;
  waits: string;
  waitsForRuns: string;
  run: string;
  runAt: (name: string, epoch: number) => string;
  part: string;
  parts: { training: string; held_out: string };
  row: string;
  rowOf: (last: number) => string;
  previousRow: string;
  nextRow: string;
  miss: string;
  noMiss: string;
  digits: string;
  example: string;
  choice: string;
  formula: string;
  target: string;
  answer: string;
  sure: (share: string) => string;
  unit: string;
  isRight: string;
  isWrong: string;
  network: string;
  networkNow: (what: string) => string;
  unitsOf: (drawn: number, units: number) => string;
  legend: { plus: string; minus: string };
  phases: Record<Phase, string>;
  steps: string;
  stepOf: (step: number, count: number) => string;
  back: string;
  forth: string;
  first: string;
  last: string;
  layer: (layer: number) => string;
  allLayers: string;
  kinds: Record<Kind, string>;
  result: string;
  lines: string;
  /** The same where only the largest numbers of many have a line. */
  largest: string;
  drawAll: (shape: string) => string;
  drawAllOf: (name: string, shape: string) => string;
  moreLines: string;
  origin: string;
  originHint: string;
  exactly: string;
  given: string;
  picture: (name: string, shape: string) => string;
  table: (name: string, shape: string) => string;
  learning: (epoch: number) => string;
  pause: string;
  refresh: string;
  keys: string;
  unrolled: string;
  timeForth: string;
  timeBack: string;
  timeSteps: string;
  /** A time step, and its character or word. */
  timeStep: (time: number, token: string) => string;
  timeTable: (time: number, names: string) => string;
  timeLines: (time: number, unit: number) => string;
  firstNumbers: (count: number) => string;
  heads: string;
  head: (head: number) => string;
  headsAbout: string;
  maskAbout: (isHatched: boolean) => string;
  matrix: (name: string, head: number) => string;
  masked: string;
  winner: (name: string) => string;
}

const DICTIONARY: Dictionary<InsideWords> = { en, es };

export function useInsideWords(): InsideWords {
  return useWordsOf(DICTIONARY);
}
