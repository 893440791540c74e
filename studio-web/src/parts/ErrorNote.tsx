/** Says what went wrong in the server's own words, which say what to try, too. */
export function ErrorNote({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  return (
    <p className="note bad" role="alert">
      {error instanceof Error ? error.message : String(error)}
    </p>
  );
}
