/** What stands in a place that has nothing to show yet, and why. */
import type { Run } from "../../engine/types";
import type { Fetched } from "../../parts/useView";
import { Button } from "../../parts/widgets";
import type { Send } from "../../store/orders";
import { hasNoGeneration, type Views } from "./views";
import { useEvolveWords } from "./words";

interface EmptyProps {
  title: string;
  text: string;
  children?: React.ReactNode;
}

export function Empty({ title, text, children }: EmptyProps) {
  return (
    <section className="panel" aria-label={title}>
      <header className="panel-head">
        <h2>{title}</h2>
      </header>
      <div className="telling">
        <p className="soft">{text}</p>
        {children}
      </div>
    </section>
  );
}

interface NotYetProps {
  run: Run;
  views: Fetched<Views>;
  send: Send;
}

/** In place of the population: how to come by the first one, or why the last one is gone. */
export function NotYet({ run, views, send }: NotYetProps) {
  const words = useEvolveWords();
  if (!hasNoGeneration(views.error))
    return (
      <Empty
        title={words.population}
        text={run.status === "running" || run.epoch > 0 ? words.waiting : words.fresh}
      />
    );
  const more = () =>
    run.status === "finished"
      ? send({ do: "extend", epochs: 1 }, { do: "play" })
      : send({ do: "step" });
  return (
    <Empty title={words.population} text={words.reopened}>
      <Button onPress={() => void more()}>{words.oneMore}</Button>
    </Empty>
  );
}
