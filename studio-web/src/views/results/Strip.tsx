import { useState } from "react";
import { api } from "../../engine/client";
import type { ResultsView, Run } from "../../engine/types";
import { lossText, percent } from "../../parts/numbers";
import { Region } from "../../parts/Region";
import { RunPicker } from "../../parts/RunPicker";
import { useCatalogue } from "../../parts/useCatalogue";
import { Dialog, Select } from "../../parts/widgets";
import { usePrefs } from "../../store/prefs";
import { useWords, useWordsOf } from "../../words";
import { BarNumber } from "../lab/Strip";
import { useLabWords } from "../lab/words";
import { Compare } from "../runs/Compare";
import "../runs/runs.css";
import type { PartResults } from "./reading";
import { WORDS } from "./words";

interface StripProps {
  run: Run;
  runs: Run[];
  /** Null while the rows are being evaluated. */
  results: ResultsView | null;
  /** The rows that are shown. */
  part: PartResults["part"];
  onShow: (run: Run) => void;
  onPart: (part: PartResults["part"]) => void;
}

/** The run, what matters most of it, which rows are shown, and another run to compare it with. */
export function Strip({ run, runs, results, part, onShow, onPart }: StripProps) {
  const words = useWordsOf(WORDS);
  const language = usePrefs((prefs) => prefs.language);
  const [other, setOther] = useState<Run | null>(null);
  return (
    <Region className="card lab-bar" title={words.title}>
      <div className="bar-run">
        <RunPicker label={words.run} runs={runs} value={run.id} onChange={onShow} />
      </div>
      <Numbers results={results} />
      <div className="bar-run short">
        <Select
          label={words.rows}
          value={part}
          options={(["held_out", "training"] as const).map((value) => ({
            value,
            title: words.parts[value],
          }))}
          onChange={(value) => onPart(value as PartResults["part"])}
        />
      </div>
      <div className="bar-run">
        <RunPicker
          label={words.compareWith}
          runs={runs.filter(({ id }) => id !== run.id)}
          value={null}
          none={words.noOther}
          onChange={setOther}
        />
      </div>
      <a
        className="button"
        href={api.reportAddress(run.id, language)}
        target="_blank"
        rel="noreferrer"
      >
        {words.report} ↗
      </a>
      {other && <Compared runs={[run, other]} onClose={() => setOther(null)} />}
    </Region>
  );
}

function Numbers({ results }: { results: ResultsView | null }) {
  const words = useWordsOf(WORDS);
  const lab = useLabWords();
  const [training, heldOut] = results?.parts ?? [];
  const isNumber = results !== null && results.classes.length === 0;
  return (
    <div className="bar-state">
      {isNumber ? (
        <BarNumber
          name={words.measures.r2}
          value={lossText(heldOut?.r2)}
          more={lab.inTraining(lossText(training?.r2))}
        />
      ) : (
        <BarNumber
          name={lab.heldOutAccuracy}
          value={percent(heldOut?.accuracy)}
          more={lab.inTraining(percent(training?.accuracy))}
        />
      )}
      <BarNumber
        name={lab.heldOutLoss}
        value={lossText(heldOut?.loss)}
        more={lab.inTraining(lossText(training?.loss))}
      />
    </div>
  );
}

/** Two runs side by side: their curves, what differs, and what came of it. */
function Compared({ runs, onClose }: { runs: Run[]; onClose: () => void }) {
  const words = useWordsOf(WORDS);
  const catalogue = useCatalogue();
  return (
    <Dialog title={words.compareTitle} close={useWords().close} isOpen onClose={onClose}>
      <div className="runs">
        <Compare runs={runs} catalogue={catalogue.value} />
      </div>
      <a href={`#/runs?pick=${runs.map(({ id }) => id).join(",")}`}>{words.inRuns}</a>
    </Dialog>
  );
}
