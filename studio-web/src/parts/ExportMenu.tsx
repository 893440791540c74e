import { useState } from "react";
import { api } from "../engine/client";
import { ActionMenu } from "./ActionMenu";
import { ErrorNote } from "./ErrorNote";
import { offer } from "./files";
import { usePartWords } from "./words";

/** The ending of a file of each format. */
const ENDINGS = {
  onnx: "onnx",
  numpy: "py",
  torch: "py",
  keras: "py",
  sklearn: "py",
  javascript: "js",
  html: "html",
};

type Format = keyof typeof ENDINGS;

interface ExportMenuProps {
  run: number;
  /** What else the menu offers, and what stands on its button then. */
  title?: string;
  first?: { name: string; onAction: () => void }[];
}

/** Downloads the network of a run for other programs. */
export function ExportMenu({ run, title, first = [] }: ExportMenuProps) {
  const words = usePartWords();
  const [error, setError] = useState<unknown>(null);
  const save = async (to: Format) => {
    const content = await api.exported(run, to);
    offer(`network_${run}.${ENDINGS[to]}`, content);
  };
  const formats = Object.keys(ENDINGS).map((id) => ({ id, name: words.exports[id as Format] }));
  const act = (id: string) => {
    const other = first.find(({ name }) => name === id);
    if (other) other.onAction();
    else void save(id as Format).then(() => setError(null), setError);
  };
  return (
    <>
      <ActionMenu
        label={title ?? words.exportNetwork}
        items={[...first.map(({ name }) => ({ id: name, name })), ...formats]}
        onAction={act}
      >
        {title ?? words.exportNetwork} <span aria-hidden="true">▾</span>
      </ActionMenu>
      <ErrorNote error={error} />
    </>
  );
}
