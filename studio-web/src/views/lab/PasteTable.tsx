import { useId, useState } from "react";
import { Button, Dialog } from "../../parts/widgets";
import { useWords } from "../../words";
import type { OwnFile } from "./OwnTable";
import { freeName } from "./tables";
import { useLabWords } from "./words";

interface PasteTableProps {
  taken: string[];
  onClose: () => void;
  onTable: (table: OwnFile) => void;
}

/** A table as a pasted text, such as cells copied from a spreadsheet. */
export function PasteTable({ taken, onClose, onTable }: PasteTableProps) {
  const words = useLabWords();
  const [text, setText] = useState("");
  const id = useId();
  const read = () => onTable({ name: freeName(words.pasteName, taken), content: { text } });
  return (
    <Dialog title={words.paste} close={useWords().close} isOpen onClose={onClose}>
      <div className="field">
        <label htmlFor={id}>{words.pasteHint}</label>
        <textarea
          id={id}
          rows={10}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <Button main isDisabled={text.trim() === ""} why={words.nothingPasted} onPress={read}>
        {words.pasteRead}
      </Button>
    </Dialog>
  );
}
