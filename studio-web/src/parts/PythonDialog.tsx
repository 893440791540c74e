import { api } from "../engine/client";
import type { Run } from "../engine/types";
import { useWords } from "../words";
import { CopyButton } from "./CopyButton";
import { ErrorNote } from "./ErrorNote";
import { download, fileName } from "./files";
import { useFetched } from "./useView";
import { Button, Dialog } from "./widgets";
import { usePartWords } from "./words";

/** The Python program that repeats a run. */
export function PythonDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const words = usePartWords();
  const { value, error } = useFetched(`script ${run.id}`, () => api.script(run.id));
  return (
    <Dialog title={words.python} close={useWords().close} isOpen onClose={onClose}>
      <p className="soft">{words.pythonHint}</p>
      <ErrorNote error={error} />
      {value && (
        <>
          <pre className="scroll" tabIndex={0} role="region" aria-label={words.python}>
            {value.script}
          </pre>
          <div className="row">
            <CopyButton main text={() => value.script} />
            <Button
              onPress={() => download(fileName(run.name, "py"), value.script, "text/x-python")}
            >
              {words.downloadPython}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
