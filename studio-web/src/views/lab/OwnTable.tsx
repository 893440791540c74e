import { useState } from "react";
import { api } from "../../engine/client";
import type { DataSummary, TableReading } from "../../engine/types";
import { DataTable } from "../../parts/DataTable";
import { ErrorNote } from "../../parts/ErrorNote";
import { useFetched } from "../../parts/useView";
import { Button, Dialog, Select, TextField } from "../../parts/widgets";
import { useWords } from "../../words";
import { useSay } from "../../words/messages";
import { freeName, nameOfFile } from "./tables";
import { useLabWords } from "./words";

export interface OwnFile {
  name: string;
  text: string;
}

/** Reads a dropped or chosen file. */
export async function readOwn(file: File, taken: string[]): Promise<OwnFile> {
  return { name: freeName(nameOfFile(file.name), taken), text: await file.text() };
}

/** The field that chooses a file; a file may also be dropped on the card around it. */
export function OwnFileField({ onFile }: { onFile: (file: File) => void }) {
  const words = useLabWords();
  return (
    <div className="own field">
      <label htmlFor="own-table">{words.own}</label>
      <input
        id="own-table"
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-describedby="own-hint"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = ""; // the same file may be chosen again after it was corrected
        }}
      />
      <p className="soft" id="own-hint">
        {words.ownHint}
      </p>
    </div>
  );
}

interface OwnTableProps {
  file: OwnFile;
  onClose: () => void;
  onAdded: (data: DataSummary) => void;
}

/** The table as the server reads it, its name and its target; a table may be refused. */
export function OwnTable({ file, onClose, onAdded }: OwnTableProps) {
  const words = useLabWords();
  const [name, setName] = useState(file.name);
  const [target, setTarget] = useState<string | null>(null);
  const [error, setError] = useState<unknown>(null);
  const { value: reading, error: unreadable } = useFetched(`${file.name} ${target}`, () =>
    api.readTable(file.name, file.text, target),
  );
  const say = useSay();
  const problem = reading?.problem ? say(reading.problem) : null;
  const add = () => api.addTable(name, file.text, target).then(onAdded, setError);
  return (
    <Dialog title={words.ownTitle} close={useWords().close} isOpen onClose={onClose}>
      <div className="fields">
        <TextField label={words.ownName} value={name} onChange={setName} />
        {reading && (
          <Select
            label={words.ownTarget}
            value={reading.target}
            options={reading.columns.map((column, place) => ({
              value: column,
              title: place === reading.columns.length - 1 ? words.ownLast(column) : column,
            }))}
            onChange={setTarget}
          />
        )}
      </div>
      {reading && <Preview reading={reading} />}
      <ErrorNote error={error ?? problem ?? unreadable} />
      <Button main isDisabled={!reading || problem !== null} onPress={() => void add()}>
        {words.ownAdd}
      </Button>
    </Dialog>
  );
}

/** The first rows, and the interpretation of the columns. */
function Preview({ reading }: { reading: TableReading }) {
  const words = useLabWords();
  const say = useSay();
  return (
    <>
      <h3>{words.ownPreview}</h3>
      <DataTable
        label={words.ownPreview}
        heads={reading.columns}
        rows={reading.rows}
        hasRowHeads={false}
      />
      <ul className="soft">
        {reading.notes.map((note) => (
          <li key={note.text}>{say(note)}</li>
        ))}
      </ul>
    </>
  );
}
