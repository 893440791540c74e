import type { Run } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { Region } from "../../parts/Region";
import { useCatalogueWords } from "../../words/catalogue";
import { useSay } from "../../words/messages";
import { NoteLine } from "../lab/Foot";
import { useLabWords } from "../lab/words";
import { useEvolveWords } from "./words";

interface FootProps {
  run: Run;
  error: unknown;
}

/** The last line: algorithm and network in words, how the run ended, and what deserves attention. */
export function Foot({ run, error }: FootProps) {
  const words = useEvolveWords();
  const lab = useLabWords();
  const names = useCatalogueWords();
  const ending = useSay()(run.note);
  return (
    <>
      <Region className="lab-foot" title={lab.findings}>
        <p className="bar-facts">
          {names.nameOf("algorithm", run.experiment.algorithm?.name ?? "")} ·{" "}
          {names.titleOf(run.network)} · {words.parameters(run.parameters)} ·{" "}
          {lab.engine(run.engine)}
        </p>
        {ending !== "" && <p>{ending}</p>}
        <NoteLine run={run} />
      </Region>
      {error != null && (
        <div className="notices">
          <ErrorNote error={error} />
        </div>
      )}
    </>
  );
}
