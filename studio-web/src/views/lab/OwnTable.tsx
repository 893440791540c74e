import { useId, useState } from "react";
import { api } from "../../engine/client";
import type { DataSummary, TableContent, TableOptions, TableReading } from "../../engine/types";
import { DataTable } from "../../parts/DataTable";
import { ErrorNote } from "../../parts/ErrorNote";
import { useDraft } from "../../parts/useDraft";
import { useFetched } from "../../parts/useView";
import { Button, Dialog, Select, Switch, TextField } from "../../parts/widgets";
import { useWords } from "../../words";
import { useSay } from "../../words/messages";
import { ColumnTable } from "./ColumnTable";
import { base64Of, freeName, nameOfFile, withHeader, withRole, withType, wordsIn } from "./tables";
import { useLabWords } from "./words";

export interface OwnFile {
  name: string;
  content: TableContent;
}

/** Reads a dropped or chosen file. */
export async function readOwn(file: File, taken: string[]): Promise<OwnFile> {
  return {
    name: freeName(nameOfFile(file.name), taken),
    content: { file: await base64Of(file) },
  };
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

/** The table as the server reads it, its name and its columns; a table may be refused. */
export function OwnTable({ file, onClose, onAdded }: OwnTableProps) {
  const words = useLabWords();
  const { close, reasons } = useWords();
  const [name, setName] = useState(file.name);
  const [options, setOptions] = useState<TableOptions>({});
  const [error, setError] = useState<unknown>(null);
  const { value: reading, error: unreadable } = useFetched(
    `${file.name} ${JSON.stringify(options)}`,
    () => api.readTable(file.name, file.content, options),
  );
  const say = useSay();
  const wrong = reading?.columns.filter((column) => column.is_wrong) ?? [];
  const problem = !reading?.problem
    ? null
    : wrong.length > 0
      ? words.ownWrong(wrong.map((column) => column.name))
      : say(reading.problem);
  const choose = (changed: TableOptions) => {
    setError(null);
    setOptions(changed);
  };
  const add = () => api.addTable(name, file.content, options).then(onAdded, setError);
  return (
    <Dialog title={words.ownTitle} close={close} isOpen onClose={onClose}>
      <div className="fields own-fields">
        <TextField label={words.ownName} value={name} onChange={setName} />
        {reading && <TargetSelect reading={reading} options={options} onChange={choose} />}
        {reading && (
          <MissingField
            known={options.missing_values ?? []}
            onChange={(missing_values) => choose({ ...options, missing_values })}
          />
        )}
      </div>
      {reading && <Columns reading={reading} options={options} onChange={choose} />}
      <ErrorNote error={error ?? unreadable ?? problem} />
      <Button
        main
        isDisabled={!reading || problem !== null || unreadable !== null}
        why={reading ? words.ownNotYet : reasons.coming}
        onPress={() => void add()}
      >
        {words.ownAdd}
      </Button>
    </Dialog>
  );
}

interface ReadingProps {
  reading: TableReading;
  options: TableOptions;
  onChange: (options: TableOptions) => void;
}

function TargetSelect({ reading: { columns, target }, options, onChange }: ReadingProps) {
  const words = useLabWords();
  return (
    <Select
      label={words.ownTarget}
      value={target}
      options={columns.map(({ name }, place) => ({
        value: name,
        title: place === columns.length - 1 ? words.ownLast(name) : name,
      }))}
      onChange={(wanted) => {
        const column = columns.find(({ name }) => name === wanted);
        if (column) onChange(withRole(options, column, "target"));
      }}
    />
  );
}

/** Words that stand for a missing cell in this table. They count once the field is left. */
function MissingField({
  known,
  onChange,
}: {
  known: string[];
  onChange: (words: string[]) => void;
}) {
  const { ownMissingWords, ownMissingHint } = useLabWords();
  const id = useId();
  const written = known.join(", ");
  const [text, setText] = useDraft(written);
  const take = () => {
    const found = wordsIn(text);
    if (found.join(", ") !== written) onChange(found);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{ownMissingWords}</label>
      <input
        id={id}
        value={text}
        placeholder={ownMissingHint}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </div>
  );
}

/** The interpretation of the columns, and the first rows. */
function Columns({ reading, options, onChange }: ReadingProps) {
  const words = useLabWords();
  const say = useSay();
  return (
    <>
      <div className="row own-head">
        <h3>{words.ownColumns}</h3>
        <Switch
          label={words.ownHeader}
          isOn={reading.header}
          onChange={(header) => onChange(withHeader(options, header))}
        />
        <Button
          isDisabled={Object.keys(options).length === 0}
          why={words.ownGuessed}
          onPress={() => onChange({})}
        >
          {words.ownGuess}
        </Button>
      </div>
      <ColumnTable
        columns={reading.columns}
        onRole={(column, role) => onChange(withRole(options, column, role))}
        onType={(column, type) => onChange(withType(options, column, type))}
      />
      {reading.notes.length > 0 && (
        <ul className="soft own-notes">
          {reading.notes.map((note) => (
            <li key={note.text}>{say(note)}</li>
          ))}
        </ul>
      )}
      <details>
        <summary>{words.ownPreview}</summary>
        <DataTable
          label={words.ownPreview}
          heads={reading.columns.map(({ name }) => name)}
          rows={reading.rows}
          hasRowHeads={false}
        />
      </details>
    </>
  );
}
