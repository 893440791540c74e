import { RefusedError, StatusError, UnreachableError } from "../engine/transport";
import { useWords } from "../words";
import { useSay } from "../words/messages";
import { retryOf } from "./retry";
import { Button } from "./widgets";

/** What went wrong and what to try, in the language of the page; a view is asked for again. */
export function ErrorNote({ error }: { error: unknown }) {
  const words = useErrorWords();
  const { again } = useWords();
  if (error === null || error === undefined) return null;
  const retry = retryOf(error);
  return (
    <div className="note bad" role="alert">
      {words(error)}
      {retry && (
        <>
          {" "}
          <Button onPress={retry}>{again}</Button>
        </>
      )}
    </div>
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
