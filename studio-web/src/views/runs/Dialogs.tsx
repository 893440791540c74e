/** The dialogs of a run's menu: its name, the confirmation of a deletion. */
import { useState } from "react";
import { api } from "../../engine/client";
import type { Run } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { Button, Dialog, TextField } from "../../parts/widgets";
import { isName } from "../../parts/files";
import { titleOf } from "./comparison";
import { useRunsWords } from "./words";

interface AnswerProps {
  onClose: () => void;
  /** Announces the result on the page. */
  onDone: (news: string) => void;
}

interface ConfirmProps {
  question: string;
  onClose: () => void;
  onConfirm: () => Promise<void>;
}

/** Deletion requires a confirmation. */
export function Confirm({ question, onClose, onConfirm }: ConfirmProps) {
  const words = useRunsWords();
  const [error, setError] = useState<unknown>(null);
  return (
    <Dialog title={question} close={words.cancel} isOpen onClose={onClose}>
      <ErrorNote error={error} />
      <Button danger onPress={() => void onConfirm().then(onClose, setError)}>
        {words.removeForGood}
      </Button>
    </Dialog>
  );
}

/** Deletes runs one after the other; if one is refused, the rest is kept. */
export function RemoveRuns({ runs, onClose, onDone }: AnswerProps & { runs: Run[] }) {
  const words = useRunsWords();
  const [first] = runs;
  if (first === undefined) return null;
  const remove = async () => {
    for (const run of runs) await api.deleteRun(run.id);
    onDone(words.removed);
  };
  const question =
    runs.length === 1 ? words.removeRun(titleOf(first)) : words.removeRuns(runs.length);
  return <Confirm question={question} onClose={onClose} onConfirm={remove} />;
}

interface SaveProps extends AnswerProps {
  run: Run;
  names: string[];
}

export function SaveNetwork({ run, names, onClose, onDone }: SaveProps) {
  const words = useRunsWords();
  const [name, setName] = useState(run.name);
  const [error, setError] = useState<unknown>(null);
  const replaces = names.includes(name.trim());
  const save = async () => {
    if (!isName(name.trim())) return setError(words.badName);
    try {
      const card = await api.saveNetwork(run.id, name.trim(), replaces);
      onDone(words.saved(card.name));
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Dialog title={words.saveAs(titleOf(run))} close={words.cancel} isOpen onClose={onClose}>
      <TextField label={words.name} value={name} onChange={setName} onEnter={() => void save()} />
      {replaces && (
        <p className="note" role="status">
          {words.replaces}
        </p>
      )}
      <ErrorNote error={error} />
      <Button main onPress={() => void save()}>
        {words.keep}
      </Button>
    </Dialog>
  );
}
