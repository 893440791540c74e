/** One step at a time, beside the page and not over it: everything else stays within reach. */
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { useLocation } from "wouter";
import { ErrorNote } from "../../parts/ErrorNote";
import { Button } from "../../parts/widgets";
import { VIEWS } from "../views";
import { type Step, STEPS } from "./steps";
import { useTour } from "./store";
import { useHighlight } from "./useHighlight";
import { useTourWords } from "./words";

/** The steps whose screens exist. */
const WALK = STEPS.filter(({ screen }) => VIEWS.some(({ path }) => path === screen));

type State = "waiting" | "working" | "done";

export default function Panel({ onClose }: { onClose: () => void }) {
  const words = useTourWords();
  const { step: place, goTo } = useTour();
  const at = Math.min(place, WALK.length - 1);
  const step = WALK[at];
  const heading = useId();
  const title = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (panel.current?.contains(document.activeElement)) return; // the focus stays in the panel
    title.current?.focus({ preventScroll: true });
  }, [at]);
  useRoom();
  if (step === undefined) return null;
  const isLast = at === WALK.length - 1;
  const forward = () => (isLast ? onClose() : goTo(at + 1));
  const backward = () => {
    if (at === 1) title.current?.focus(); // the button Back is about to be disabled
    if (at > 0) goTo(at - 1);
  };
  const moves: Record<string, () => void> = {
    Escape: onClose,
    ArrowLeft: backward,
    ArrowRight: () => !isLast && forward(),
  };
  const press = (event: KeyboardEvent) => {
    if (moves[event.key] === undefined) return;
    event.stopPropagation(); // the screens handle arrow keys, too
    moves[event.key]?.();
  };
  return (
    <div
      ref={panel}
      className="tour"
      data-side={step.side}
      role="dialog"
      aria-modal="false"
      aria-labelledby={heading}
      onKeyDown={press}
    >
      <p className="soft">{words.place(at + 1, WALK.length)}</p>
      <div aria-live="polite">
        <h2 id={heading} ref={title} tabIndex={-1}>
          {words.steps[step.name].title}
        </h2>
        <StepBody key={step.name} step={step} />
      </div>
      <div className="row">
        <Button isDisabled={at === 0} onPress={backward}>
          {words.back}
        </Button>
        <Button main onPress={forward}>
          {isLast ? words.finish : words.next}
        </Button>
        {!isLast && <Button onPress={onClose}>{words.skip}</Button>}
      </div>
      <p className="soft hint">{words.keys}</p>
    </div>
  );
}

/** The text of the step, and the button that demonstrates it. */
function StepBody({ step }: { step: Step }) {
  const words = useTourWords();
  const texts = words.steps[step.name];
  const [path, go] = useLocation();
  const [state, setState] = useState<State>("waiting");
  const [error, setError] = useState<unknown>(null);
  useHighlight(step.target);
  const isInLab = step.screen === "/lab";
  useEffect(() => {
    if (isInLab && !path.startsWith("/lab")) go("/lab");
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once per step: afterwards the user may go anywhere
  }, [isInLab]);
  const show = async () => {
    if (state === "working") return;
    setState("working");
    setError(null);
    try {
      await step.show(go);
      setState("done");
    } catch (problem) {
      setState("waiting");
      setError(problem);
    }
  };
  return (
    <>
      <p>{texts.text}</p>
      <p>
        <Button onPress={() => void show()}>{texts.show}</Button>
      </p>
      {state === "working" && <p className="soft">{words.working}</p>}
      {state === "done" && <p className="done">{texts.done}</p>}
      <ErrorNote error={error} />
    </>
  );
}

/** Reserves space at the end of the page, so that the panel covers nothing. */
function useRoom(): void {
  useEffect(() => {
    document.body.dataset.tour = "open";
    return () => {
      delete document.body.dataset.tour;
    };
  }, []);
}
