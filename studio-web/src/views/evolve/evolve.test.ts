import { expect, it } from "vitest";
import { NO_CURVES } from "../../engine/curves";
import type {
  BreedingView,
  Catalogue,
  DataSummary,
  Experiment,
  PopulationView,
} from "../../engine/types";
import { numberIn, queryOf, withPart } from "../../parts/useAddress";
import { bestTwo, fittestChild, heights, ordered, rankOf, barAfter } from "./population";
import { counted, cutsOf, fateOf, type Gene } from "./genes";
import { budgetsOf, commonBudget, curveOf, rangeOf, reached } from "./race";
import { descentOf, evolutionOf, populationOf } from "./start";
import { type Ancestor, firstCopyOf, placesOf, rowsOf } from "./tree";

it("sorts a population by fitness, the fittest first", () => {
  expect(ordered([0.2, 0.9, 0.5], "fitness")).toEqual([1, 2, 0]);
  expect(ordered([0.2, 0.9, 0.5], "place")).toEqual([0, 1, 2]);
  expect(bestTwo([0.2, 0.9, 0.5])).toEqual([1, 2]);
  expect(bestTwo([0.9, 0.9, 0.5])).toEqual([0, 2]);
  expect(bestTwo([0.3])).toEqual([0, 0]);
});

it("draws accuracies from zero, and losses from the worst", () => {
  expect(heights([0, 1], "accuracy")).toEqual([0.04, 1]);
  expect(heights([-4, -2, -1e300], "minus the loss")).toEqual([0.04, 1, 0]);
  expect(heights([-3, -3], "minus the loss")).toEqual([1, 1]);
});

it("finds the fittest child, which is no unchanged elite", () => {
  const view = { fitness: [0.9, 0.8, 0.4, 0.7], elites: 2 } as PopulationView;
  expect(fittestChild(view)).toBe(3);
});

it("marks the best individual and the elites", () => {
  const view = { best: 4, elites: 2 } as PopulationView;
  expect([0, 1, 2, 4].map((place) => rankOf(view, place))).toEqual([
    "elite",
    "elite",
    "plain",
    "best",
  ]);
});

it("moves along the bars, never past the ends", () => {
  expect(barAfter("ArrowRight", 9, 10)).toBe(9);
  expect(barAfter("ArrowLeft", 5, 10)).toBe(4);
  expect(barAfter("End", 0, 10)).toBe(9);
  expect(barAfter("a", 0, 10)).toBeNull();
});

const kin = (generation: number, individual: number, parents: Ancestor[] = []): Ancestor => ({
  generation,
  individual,
  fitness: 0.5,
  is_elite: false,
  parents,
});

it("draws an ancestor once, though two children have it", () => {
  const shared = kin(1, 7);
  const rows = rowsOf(kin(3, 0, [kin(2, 1, [shared, kin(1, 8)]), kin(2, 2, [shared])]));
  expect(rows.map((row) => row.map(({ individual }) => individual))).toEqual([[0], [1, 2], [7, 8]]);
  expect(rows[1]?.[1]?.parents).toEqual(["1.7"]);
  const places = placesOf(rows, 100, 50);
  expect(places.get("3.0")).toEqual({ x: 50, y: 25 });
  expect(places.get("1.8")).toEqual({ x: 75, y: 125 });
});

it("starts the family tree at the first copy of the best", () => {
  const child = kin(2, 9, [kin(1, 3), kin(1, 4)]);
  const old = { ...kin(4, 0, [{ ...kin(3, 0, [child]), is_elite: true }]), is_elite: true };
  expect(firstCopyOf(old)).toBe(child);
  expect(firstCopyOf(child)).toBe(child);
});

const gene = (origin: string, is_mutated = false) => ({ origin, is_mutated }) as Gene;

it("counts where genes come from", () => {
  expect(counted([gene("mother"), gene("both"), gene("mother", true)])).toEqual([
    ["mother", 2],
    ["both", 1],
  ]);
});

it.each([
  [0.5, 0.6, 0.7, "better"],
  [0.5, 0.6, 0.6, "between"],
  [0.5, 0.6, 0.4, "worse"],
  [0.5, 0.5, 0.5, "equal"],
])("judges a child: %f and %f make %f, which is %s", (mother, father, child, fate) => {
  const view = { mother_fitness: mother, father_fitness: father, child_fitness: child };
  expect(fateOf(view as BreedingView)).toBe(fate);
});

it("compares two runs at the same budget", () => {
  const curves = { ...NO_CURVES, forward_passes: [0, 10, 20, 40], loss: [3, 2, null, 1] };
  const a = curveOf(curves, "loss");
  const b = [
    { passes: 20, value: 0.5 },
    { passes: 30, value: 0.4 },
  ];
  expect(a).toEqual([
    { passes: 10, value: 2 },
    { passes: 40, value: 1 },
  ]);
  expect(commonBudget(a, b)).toBe(30);
  expect(reached(a, 30)).toBe(2);
  expect(reached(a, 5)).toBeNull();
  expect(budgetsOf([a, b])).toEqual([10, 20, 40]);
  expect(budgetsOf([[], []])).toEqual([]);
  expect(rangeOf([a, b], "loss")).toEqual([0.32, 2.08]);
});

it("marks a crossover point where the child changes from one parent to the other", () => {
  const genes = ["both", "mother", "both", "mother", "father", "both", "mother"].map((one) =>
    gene(one),
  );
  expect([...cutsOf(genes)]).toEqual([4, 6]);
  expect([...cutsOf([gene("father"), gene("blend"), gene("father")])]).toEqual([]);
});

const EVOLUTION: Experiment = {
  data: { name: "moons" },
  hidden: [{ kind: "dense", units: 8, activation: "tanh" }],
  algorithm: { name: "genetic_algorithm", settings: { population_size: 50 } },
  epochs: 200,
  batch_size: null,
  seed: 3,
};
const CARD = {
  suited: {
    algorithm: { name: "adam", settings: { learning_rate: 0.01 } },
    batch_size: 32,
    epochs: 9,
  },
  evolution: { algorithm: EVOLUTION.algorithm, epochs: 200, batch_size: null },
} as unknown as DataSummary;

it("evolves the same data, network and seed as a descent, and leaves an evolution as it is", () => {
  const descent = { ...EVOLUTION, algorithm: { name: "momentum" }, epochs: 7, batch_size: 5 };
  expect(evolutionOf(descent, CARD, false)).toEqual(EVOLUTION);
  expect(evolutionOf(descent, CARD, true)).toBe(descent);
});

it("gives the descent the same data, network and seed, and as many forward passes", () => {
  const { data, hidden, seed } = EVOLUTION;
  const descent = descentOf({ ...EVOLUTION, epochs: 30 }, CARD, 50, 120);
  expect(descent).toMatchObject({ data, hidden, seed });
  expect(descent).toMatchObject({ algorithm: CARD.suited.algorithm, batch_size: 32 });
  expect(3 * 120 * (descent.epochs ?? 0)).toBe(30 * 50 * 120);
  const onBatches = { ...EVOLUTION, epochs: 30, batch_size: 12 };
  expect(descentOf(onBatches, CARD, 50, 120).epochs).toBe(50);
  expect(descentOf(EVOLUTION, CARD, 1000, 120).epochs).toBe(2000);
  expect(descentOf(EVOLUTION, CARD, null, 120).epochs).toBe(9);
});

it("takes the size of a population from the settings, else from the catalogue", () => {
  const fields = [{ name: "population_size", default: 100 }];
  const catalogue = { algorithms: [{ name: "pgpe", fields }] } as unknown as Catalogue;
  expect(populationOf(EVOLUTION, catalogue)).toBe(50);
  expect(populationOf({ algorithm: { name: "pgpe" } }, catalogue)).toBe(100);
  expect(populationOf({ algorithm: { name: "cma_es" } }, catalogue)).toBeNull();
});

it("keeps the view in the address", () => {
  const query = queryOf("#/evolve?run=3&seed=2");
  expect(withPart(query, { seed: null, with: 5 })).toEqual({ run: "3", with: "5" });
  expect(numberIn(query, "run")).toBe(3);
  expect(numberIn({ run: "-1" }, "run")).toBeNull();
  expect(numberIn(query, "other")).toBeNull();
});
