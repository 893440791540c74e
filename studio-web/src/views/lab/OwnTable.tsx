import { useState } from "react";
import { api } from "../../engine/client";
import { ErrorNote } from "../../parts/ErrorNote";
import { Button, Dialog, Select, TextField } from "../../parts/widgets";
import { useWords } from "../../words";
import { columnsOfText, freeName, nameOfFile } from "./tables";
import { useLabWords } from "./words";

export interface OwnFile {
  name: string;
  text: string;
}

/** Reads a file that was dropped or chosen. */
export async function readOwn(file: File, taken: string[]): Promise<OwnFile> {
  return { name: freeName(nameOfFile(file.name), taken), text: await file.text() };
}

/** The field that chooses a file; a file may be dropped on the card around it as well. */
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
          event.target.value = ""; // the same file may be chosen again, when it was mended
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
  onAdded: (name: string) => void;
}

/** What the table is called and which column is the target; the server reads it and may refuse. */
export function OwnTable({ file, onClose, onAdded }: OwnTableProps) {
  const words = useLabWords();
  const columns = columnsOfText(file.text);
  const last = columns.at(-1) ?? "";
  const [name, setName] = useState(file.name);
  const [target, setTarget] = useState(last);
  const [error, setError] = useState<unknown>(null);
  const add = () =>
    api
      .addTable(name, file.text, target === last ? null : target)
      .then((card) => onAdded(card.name), setError);
  return (
    <Dialog title={words.ownTitle} close={useWords().close} isOpen onClose={onClose}>
      <div className="fields">
        <TextField label={words.ownName} value={name} onChange={setName} />
        <Select
          label={words.ownTarget}
          value={target}
          options={columns.map((column) => ({
            value: column,
            title: column === last ? words.ownLast(column) : column,
          }))}
          onChange={setTarget}
        />
      </div>
      <h3>{words.ownPreview}</h3>
      <pre className="scroll" tabIndex={0} role="region" aria-label={words.ownPreview}>
        {file.text.split(/\r?\n/, 6).join("\n")}
      </pre>
      <ErrorNote error={error} />
      <Button main onPress={() => void add()}>
        {words.ownAdd}
      </Button>
    </Dialog>
  );
}
