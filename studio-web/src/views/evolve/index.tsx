/** Evolve: a population, generation by generation, and every gene of one child. */
import { useState } from "react";
import { api } from "../../engine/client";
import type { Run } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { RunPicker, useCurvesOf, useShownRun } from "../../parts/RunPicker";
import { numberIn, type Part, type Query, useAddress } from "../../parts/useAddress";
import { useCalm, useFetched, useView } from "../../parts/useView";
import { Button } from "../../parts/widgets";
import { useExperiment } from "../../store/experiment";
import { startRun } from "../../store/orders";
import { useWordsOf } from "../../words";
import { Breeding } from "./Breeding";
import { BestBoundary } from "./BestBoundary";
import { FitnessChart } from "./FitnessChart";
import "./evolve.css";
import { Family } from "./Family";
import { viewsOf, type Selection } from "./views";
import { Population } from "./Population";
import { EXAMPLE_RUN } from "./race";
import { Race } from "./Race";
import { Steering } from "./Steering";
import { WORDS } from "./words";

const evolves = (run: Run) => run.is_evolution;
const DEPTH = 3;
const CALM_PACE = 5;

export default function Evolve() {
  const words = useWordsOf(WORDS);
  const [query, put] = useAddress("/evolve");
  const { run, runs } = useShownRun(query, put, evolves);
  const [error, setError] = useState<unknown>(null);
  const show = (chosen: Run) => {
    useExperiment.getState().open(chosen.id, chosen.experiment);
    put({ run: chosen.id, individual: null, kin: null, mother: null, father: null, with: null });
  };
  const start = () => startRun(EXAMPLE_RUN, CALM_PACE).then(show, setError);
  return (
    <div className="evolve">
      <section className="card wide" aria-label={words.title}>
        <h2>{words.title}</h2>
        <p className="soft">{words.about}</p>
        {run === null && <p>{words.none}</p>}
        <div className="row">
          {run !== null && (
            <RunPicker label={words.run} runs={runs} value={run.id} onChange={show} />
          )}
          <Button main={run === null} onPress={() => void start()}>
            {words.start}
          </Button>
        </div>
        <ErrorNote error={error} />
        {run !== null && <Steering run={run} />}
      </section>
      {run !== null && <Shown key={run.id} run={run} query={query} put={put} />}
    </div>
  );
}

interface ShownProps {
  run: Run;
  query: Query;
  put: (part: Part) => void;
}

function selectionIn(query: Query, isPlane: boolean): Selection {
  return {
    individual: numberIn(query, "individual"),
    kin: numberIn(query, "kin"),
    mother: numberIn(query, "mother"),
    father: numberIn(query, "father"),
    seed: numberIn(query, "seed") ?? 0,
    across: numberIn(query, "across") ?? 0,
    up: numberIn(query, "up") ?? 1,
    isPlane,
  };
}

/** The views of one run; they follow it from generation to generation. */
function Shown({ run, query, put }: ShownProps) {
  const data = run.experiment.data ?? {};
  const view = useFetched(JSON.stringify(data), () => api.dataView({ ...data, count: 1 }));
  const isPlane = view.value !== null && !view.value.side && view.value.features.length > 1;
  const selection = selectionIn(query, isPlane);
  const depth = Math.max(1, Math.min(8, numberIn(query, "depth") ?? DEPTH));
  const subject = run.epoch === 0 ? null : String(run.id);
  const moment = useCalm(`${run.epoch} ${run.status}`, 350);
  const views = useView(subject, moment + JSON.stringify(selection), () =>
    viewsOf(run.id, selection),
  );
  const network = useFetched(subject, () => api.network(run.id));
  useCurvesOf(run.id);
  return (
    <>
      <ErrorNote error={views.error} />
      {views.value && (
        <>
          <Population views={views.value} put={put} />
          <FitnessChart run={run} />
          <BestBoundary
            views={views.value}
            network={network.value}
            selection={selection}
            put={put}
          />
          <Family
            view={views.value.family}
            isOther={
              selection.kin !== null && views.value.family.best?.individual === selection.kin
            }
            breeds={views.value.population.parents.length > 0}
            depth={depth}
            put={put}
          />
          {views.value.breeding && (
            <Breeding
              bred={views.value.breeding}
              parents={views.value.parents}
              seed={selection.seed}
              put={put}
            />
          )}
        </>
      )}
      <Race run={run} query={query} put={put} />
    </>
  );
}
