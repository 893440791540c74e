import { useState } from "react";
import { Button } from "./widgets";
import { usePartWords } from "./words";

interface CopyButtonProps {
  text: () => string;
  title?: string;
  /** The whole name, where several buttons say the same. */
  label?: string;
  done?: string;
  main?: boolean;
}

/** Copies a text to the clipboard; false where the browser does not allow it. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no clipboard outside localhost and https, or permission was denied
  }
}

/** Copies a text, and reports success or the browser's refusal. */
export function CopyButton({ text, title, label, done, main = false }: CopyButtonProps) {
  const words = usePartWords();
  const [result, setResult] = useState<string | null>(null);
  const copy = async () => {
    setResult((await copied(text())) ? (done ?? words.copied) : words.copyFailed);
    setTimeout(() => setResult(null), 2_500);
  };
  return (
    <Button main={main} aria-label={label} onPress={() => void copy()}>
      <span aria-live="polite">{result ?? title ?? words.copy}</span>
    </Button>
  );
}
