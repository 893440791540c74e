import { useState } from "react";
import { Button } from "./widgets";
import { usePartWords } from "./words";

interface CopyButtonProps {
  text: () => string;
  title: string;
  done: string;
}

/** Copies a text, and says that it did, or that the browser would not. */
export function CopyButton({ text, title, done }: CopyButtonProps) {
  const words = usePartWords();
  const [told, setTold] = useState(title);
  const say = (words: string) => {
    setTold(words);
    setTimeout(() => setTold(title), 2_500);
  };
  const copy = async () => navigator.clipboard.writeText(text()); // throws where there is none
  return (
    <Button
      onPress={() =>
        void copy().then(
          () => say(done),
          () => say(words.copyFailed),
        )
      }
    >
      <span aria-live="polite">{told}</span>
    </Button>
  );
}
