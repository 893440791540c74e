import { type ReactNode, useEffect, useState } from "react";

/** Long enough to be read; after that it would only be read again on a walk through the page. */
const STAYS_MS = 8_000;

/** A polite live region: screen readers read its text whenever it changes. */
export function Announcer({ text }: { text: string }) {
  const [past, setPast] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setPast(text), STAYS_MS);
    return () => {
      clearTimeout(timer);
      setPast(null);
    };
  }, [text]);
  return (
    <p className="unseen" role="status" aria-live="polite">
      {text === past ? "" : text}
    </p>
  );
}

/** A live region to place on the page, and the function that sets its text. */
export function useAnnounced(): [ReactNode, (text: string) => void] {
  const [text, setText] = useState("");
  return [<Announcer key="announcer" text={text} />, setText];
}
