/** Charts as files: every chart has the same small menu. */
import { createContext, type ReactNode, useContext, useRef, useState } from "react";
import { ActionMenu } from "./ActionMenu";
import { ErrorNote } from "./ErrorNote";
import { slugOf } from "./files";
import "./saveable.css";
import type { Format } from "./saving";
import type { Drawing } from "./saving/svg";
import { usePartWords } from "./words";

type Saving = typeof import("./saving");

/** What the charts inside show: "iris run 3". It stands in their headings and file names. */
export const Subject = createContext("");

/** The subject of charts of one run. */
export function OfRun({ run, children }: { run: SubjectRun; children: ReactNode }) {
  const { subject } = usePartWords();
  return <Subject value={subject(run.experiment.data?.name ?? "", run.id)}>{children}</Subject>;
}

interface SubjectRun {
  id: number;
  experiment: { data?: { name?: string } };
}

interface SaveMenuProps {
  title: string;
  draw: (saving: Saving) => Drawing | null;
}

/** Downloads a chart as SVG or PNG. */
export function SaveMenu({ title, draw }: SaveMenuProps) {
  const words = usePartWords();
  const subject = useContext(Subject);
  const [error, setError] = useState<unknown>(null);
  const save = async (format: Format) => {
    const saving = await import("./saving");
    const drawing = draw(saving);
    const heading = subject === "" ? title : `${title} · ${subject}`;
    if (drawing !== null)
      await saving.savePicture(drawing, heading, slugOf(`${subject} ${title}`), format);
  };
  return (
    <div className="save" data-unsaved>
      <ActionMenu
        label={words.saveOf(title)}
        items={Object.entries(words.formats).map(([id, name]) => ({ id, name }))}
        onAction={(format) => void save(format as Format).then(() => setError(null), setError)}
      >
        <span className="save-word">{words.save}</span> <span aria-hidden="true">⤓</span>
      </ActionMenu>
      <ErrorNote error={error} />
    </div>
  );
}

/** A chart of the page's own elements that can be downloaded as it is seen. */
export function Saveable({ title, children }: { title: string; children: ReactNode }) {
  const picture = useRef<HTMLDivElement>(null);
  return (
    <div className="saveable">
      <div ref={picture}>{children}</div>
      <SaveMenu
        title={title}
        draw={({ snapshotOf }) => picture.current && snapshotOf(picture.current)}
      />
    </div>
  );
}
