import { RefusedError, StatusError, UnreachableError } from "../engine/client";
import { useWords } from "../words";
import { useSay } from "../words/messages";

/** What went wrong and what to try, in the language of the page. */
export function ErrorNote({ error }: { error: unknown }) {
  const words = useErrorWords();
  if (error === null || error === undefined) return null;
  return (
    <p className="note bad" role="alert">
      {words(error)}
    </p>
  );
}

function useErrorWords(): (error: unknown) => string {
  const say = useSay();
  const { unreachable, badStatus } = useWords();
  return (error) => {
    if (error instanceof UnreachableError) return unreachable;
    if (error instanceof StatusError) return badStatus(error.status);
    if (error instanceof RefusedError) {
      const { sentence, message } = error.refusal;
      return sentence?.code ? say(sentence) : message;
    }
    return error instanceof Error ? error.message : String(error);
  };
}
