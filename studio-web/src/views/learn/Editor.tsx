/**
 * A small editor for code: line numbers, and Tab indents. Escape lets the next Tab leave it, so that
 * the keyboard is never caught.
 */
import { type KeyboardEvent, useId, useLayoutEffect, useRef } from "react";
import { indented, newLine, outdented, type Selected } from "./editing";
import { useLearnWords } from "./words";

interface EditorProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Checks the code; missing where there is no check. */
  onRun?: () => void;
}

const LEAST_LINES = 5;

export function Editor({ label, value, onChange, onRun }: EditorProps) {
  const words = useLearnWords();
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<[number, number] | null>(null);
  const leaves = useRef(false);
  useLayoutEffect(() => {
    if (caret.current !== null) area.current?.setSelectionRange(...caret.current);
    caret.current = null;
  });
  const take = (changed: Selected) => {
    caret.current = [changed.start, changed.end];
    onChange(changed.text);
  };
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { selectionStart: start, selectionEnd: end } = event.currentTarget;
    const change = changeOf(event, leaves.current);
    leaves.current = event.key === "Escape";
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) onRun?.();
    else if (change !== null) take(change({ text: value, start, end }));
    else return;
    event.preventDefault();
  };
  const lines = Math.max(LEAST_LINES, value.split("\n").length + 1);
  return (
    <div className="editor">
      <label htmlFor={id}>{label}</label>
      <div className="editor-paper">
        <pre aria-hidden="true">{Array.from({ length: lines }, (_, k) => k + 1).join("\n")}</pre>
        <textarea
          ref={area}
          id={id}
          value={value}
          rows={lines}
          wrap="off"
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          maxLength={20_000}
          aria-describedby={`${id}-keys`}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={press}
        />
      </div>
      <p id={`${id}-keys`} className="soft">
        {onRun ? `${words.editorKeys} ${words.checkKeys}` : words.editorKeys}
      </p>
    </div>
  );
}

function changeOf(event: KeyboardEvent, leaves: boolean): ((at: Selected) => Selected) | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "Tab" && !leaves) return event.shiftKey ? outdented : indented;
  return event.key === "Enter" && !event.shiftKey ? newLine : null;
}
