import { type ReactNode, useState } from "react";

/** A polite live region: screen readers read its text whenever it changes. */
export function Announcer({ text }: { text: string }) {
  return (
    <p className="unseen" role="status" aria-live="polite">
      {text}
    </p>
  );
}

/** A live region to place on the page, and the function that sets its text. */
export function useAnnounced(): [ReactNode, (text: string) => void] {
  const [text, setText] = useState("");
  return [<Announcer key="announcer" text={text} />, setText];
}
