import { useState } from "react";
import type { Run } from "../../engine/types";
import { ExportMenu } from "../../parts/ExportMenu";
import { PythonDialog } from "../../parts/PythonDialog";
import { Dialog } from "../../parts/widgets";
import { usePartWords } from "../../parts/words";
import { useWords } from "../../words";
import { Seeds } from "./Seeds";
import { useLabWords } from "./words";

/** What can be done with a run: other seeds, its Python code, its network for other programs. */
export function RunMenu({ run }: { run: Run }) {
  const words = useLabWords();
  const { python } = usePartWords();
  const [script, setScript] = useState<Run | null>(null);
  const [hasSeeds, setSeeds] = useState(false);
  return (
    <div className="bar-menu">
      <ExportMenu
        run={run.id}
        title={words.menu}
        first={[
          { name: words.seeds, onAction: () => setSeeds(true) },
          { name: python, onAction: () => setScript(run) },
        ]}
      />
      {script && <PythonDialog run={script} onClose={() => setScript(null)} />}
      <Dialog
        title={words.seeds}
        close={useWords().close}
        isOpen={hasSeeds}
        onClose={() => setSeeds(false)}
      >
        <Seeds run={run.id} />
      </Dialog>
    </div>
  );
}
