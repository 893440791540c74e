import { useSay } from "../../words/messages";
import { Button } from "../../parts/widgets";
import { useLab } from "./context";
import { useLabWords } from "./words";

/** What went wrong with a run, why, and how to fix it. */
export function Trouble() {
  const words = useLabWords();
  const { run, send } = useLab();
  const say = useSay();
  if (run === null) return null;
  const note = say(run.note);
  if (run.status === "diverged")
    return (
      <div className="note bad" role="alert">
        <p>
          <b>{words.diverged}</b> {words.divergedHint}
        </p>
        {note && <p>{note}</p>}
        <Button main onPress={() => void send({ do: "go_back" })}>
          {words.goBack}
        </Button>
      </div>
    );
  if (run.status === "interrupted")
    return (
      <div className="note" role="status">
        <p>
          <b>{words.interrupted}</b> {note}
        </p>
        <Button onPress={() => void send({ do: "play" })}>{words.resume}</Button>
      </div>
    );
  if (run.status !== "failed" || note === "") return null;
  return (
    <p className="note bad" role="status">
      {note}
    </p>
  );
}
