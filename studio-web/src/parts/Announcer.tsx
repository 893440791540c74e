/** Speaks to screen readers, politely, when its text changes. */
export function Announcer({ text }: { text: string }) {
  return (
    <p className="unseen" role="status" aria-live="polite">
      {text}
    </p>
  );
}
