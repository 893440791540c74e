import { useState } from "react";

/** The text of a field while it is edited; it starts again whenever its source changes. */
export function useDraft(source: string): [string, (text: string) => void] {
  const [draft, setDraft] = useState({ source, text: source });
  if (draft.source !== source) setDraft({ source, text: source });
  return [draft.text, (text) => setDraft({ source, text })];
}
