import type { Sentence } from "../engine/types";
import { useSay } from "../words/messages";

/** What happened to a file of the workspace, and what in it cannot be read. */
export function FileNotes({ notes }: { notes: Sentence[] }) {
  const say = useSay();
  return notes.map((note) => (
    <p className="note bad" role="alert" key={note.text}>
      {say(note)}
    </p>
  ));
}
