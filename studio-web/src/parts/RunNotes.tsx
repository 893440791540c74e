import type { Run } from "../engine/types";
import { useSay } from "../words/messages";

/** What deserves attention in a run, such as a mistake and its cure; nothing where all is well. */
export function RunNotes({ run }: { run: Run }) {
  const say = useSay();
  const notes = run.notes ?? [];
  if (notes.length === 0) return null;
  return (
    <div role="status">
      <ul className="soft run-notes">
        {notes.map((note) => (
          <li key={note.text}>{say(note)}</li>
        ))}
      </ul>
    </div>
  );
}
