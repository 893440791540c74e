import { useState } from "react";
import type { Run, Sentence } from "../../engine/types";
import { Region } from "../../parts/Region";
import { RunNotes } from "../../parts/RunNotes";
import { Dialog } from "../../parts/widgets";
import { useWords } from "../../words";
import { useCatalogueWords } from "../../words/catalogue";
import { useSay } from "../../words/messages";
import { useLab } from "./context";
import { DoctorLine } from "./doctor/DoctorLine";
import { useLabWords } from "./words";

/** Their note has a place of its own, with what helps. */
const IN_TROUBLE = ["diverged", "interrupted", "failed"];

/** The last note of a training may be the doctor's first finding, which stands there already. */
const OF_THE_DOCTOR = "doctor.";

/**
 * The notes without what the doctor's line says beside them: a finding of its own is left out, and
 * of "hardly better than the majority, because ..." the cause. Pure.
 */
export function besideTheDoctor(notes: readonly Sentence[]): Sentence[] {
  return notes
    .filter(({ code }) => !code?.startsWith(OF_THE_DOCTOR))
    .map((note) => {
      const { useless, cause } = note.values ?? {};
      const isCaused = isSentence(cause) && cause.code === "note.cause";
      return note.code === "note.nothing_learned" && isCaused && isSentence(useless)
        ? useless
        : note;
    });
}

const isSentence = (value: unknown): value is Sentence =>
  typeof value === "object" && value !== null && "text" in value;

/** The last line: the network in words, how the run ended, and what deserves attention. */
export function Foot() {
  const words = useLabWords();
  const names = useCatalogueWords();
  const say = useSay();
  const { run, moment } = useLab();
  const ending = run && !IN_TROUBLE.includes(run.status) ? say(run.note) : "";
  return (
    <Region className="lab-foot" title={words.findings}>
      {run && <DoctorLine key={run.id} run={run} moment={moment} />}
      {run && (
        <p className="bar-facts">
          {names.titleOf(run.network)} · {words.parameters(run.parameters)} ·{" "}
          {words.engine(run.engine)}
        </p>
      )}
      {ending !== "" && <p>{ending}</p>}
      {run && <NoteLine run={run} />}
    </Region>
  );
}

/** The notes of a run in one line, which opens when it is pressed. */
export function NoteLine({ run }: { run: Run }) {
  const words = useLabWords();
  const { close } = useWords();
  const say = useSay();
  const [isOpen, setOpen] = useState(false);
  const notes = besideTheDoctor(run.notes ?? []);
  if (notes.length === 0) return null;
  return (
    <div className="note-line" role="status">
      <button type="button" className="plain" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {notes.map((note) => say(note)).join(" · ")}
      </button>
      <Dialog title={words.notes} close={close} isOpen={isOpen} onClose={() => setOpen(false)}>
        <RunNotes run={run} />
      </Dialog>
    </div>
  );
}
