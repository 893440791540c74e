import { useEffect, useState } from "react";
import { ErrorNote } from "../../parts/ErrorNote";
import { Button } from "../../parts/widgets";
import { useRunsWords } from "./words";

/** Copies a text to the clipboard; false where the browser does not allow it. */
export async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false; // no clipboard outside localhost and https, or permission was denied
  }
}

export function CopyButton({ text }: { text: string }) {
  const words = useRunsWords();
  const [state, setState] = useState<"ready" | "copied" | "refused">("ready");
  useEffect(() => setState("ready"), [text]);
  const copy = async () => setState((await copied(text)) ? "copied" : "refused");
  return (
    <>
      <Button main onPress={() => void copy()}>
        {state === "copied" ? words.copied : words.copy}
      </Button>
      <span className="unseen" role="status">
        {state === "copied" ? words.copied : ""}
      </span>
      {state === "refused" && <ErrorNote error={words.noClipboard} />}
    </>
  );
}
