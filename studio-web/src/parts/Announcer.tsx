import { type ReactNode, useState } from "react";

/** Speaks to screen readers, politely, when its text changes. */
export function Announcer({ text }: { text: string }) {
  return (
    <p className="unseen" role="status" aria-live="polite">
      {text}
    </p>
  );
}

/** An announcer to be put somewhere, and what makes it speak. */
export function useAnnounced(): [ReactNode, (text: string) => void] {
  const [text, setText] = useState("");
  return [<Announcer key="announcer" text={text} />, setText];
}
