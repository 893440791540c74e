import { useState } from "react";
import { Button } from "./widgets";
import { usePartWords } from "./words";

interface CopyButtonProps {
  text: () => string;
  title: string;
  done: string;
}

/** Copies a text, and reports success or the browser's refusal. */
export function CopyButton({ text, title, done }: CopyButtonProps) {
  const words = usePartWords();
  const [label, setLabel] = useState(title);
  const say = (words: string) => {
    setLabel(words);
    setTimeout(() => setLabel(title), 2_500);
  };
  // throws where there is no clipboard
  const copy = async () => navigator.clipboard.writeText(text());
  return (
    <Button
      onPress={() =>
        void copy().then(
          () => say(done),
          () => say(words.copyFailed),
        )
      }
    >
      <span aria-live="polite">{label}</span>
    </Button>
  );
}
