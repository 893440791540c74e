/** One step at a time, beside what it points at: everything else stays within reach. */
import { type CSSProperties, type KeyboardEvent, useEffect, useId, useRef } from "react";
import { useLocation } from "wouter";
import { Button } from "../../parts/widgets";
import { useShortcuts } from "../../store/shortcuts";
import { useWords } from "../../words";
import { type Step, STEPS } from "./steps";
import { useTour } from "./store";
import { targetOf, useSpot, useTarget } from "./useTarget";
import { useTask } from "./useTask";
import { type TourWords, useTourWords } from "./words";

/** What can hold the focus in the thing that a step points at. */
const FOCUSABLE = "button:not([disabled]), a[href], input, select, [tabindex='0']";

export default function Panel({ onClose }: { onClose: () => void }) {
  const place = useTour((tour) => tour.step);
  const at = Math.min(place, STEPS.length - 1);
  const step = STEPS[at];
  return step === undefined ? null : <Shown at={at} step={step} onClose={onClose} />;
}

interface ShownProps {
  at: number;
  step: Step;
  onClose: () => void;
}

function Shown({ at, step, onClose }: ShownProps) {
  const words = useTourWords();
  const { reasons } = useWords();
  const panel = useRef<HTMLElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const text = useId();
  const { element, isThere } = useTarget(step);
  const spot = useSpot(panel, element, step);
  const isDone = useTask(step, isThere);
  const moves = useMoves(at, onClose);
  useEffect(() => title.current?.focus({ preventScroll: true }), [at]);
  const goThere = () => {
    const there = targetOf(step).element;
    const inside = there?.matches(FOCUSABLE) ? there : there?.querySelector<HTMLElement>(FOCUSABLE);
    inside?.focus();
  };
  const isHere = () => panel.current?.contains(document.activeElement) === true;
  useShortcuts({ tour: () => (isHere() ? goThere() : title.current?.focus()) });
  const style = spot && { left: spot.left, top: spot.top, "--arrow": `${spot.arrow}px` };
  return (
    <aside
      ref={panel}
      className={spot ? "tour placed" : "tour"}
      data-side={spot?.side}
      style={(style ?? {}) as CSSProperties}
      aria-label={words.tour}
      onKeyDown={(event) => pressed(event, moves)}
    >
      <Top at={at} words={words} onClose={onClose} />
      <h2 ref={title} tabIndex={-1} aria-describedby={text}>
        {words.steps[step.name].title}
      </h2>
      <div id={text} className="tour-text">
        <p>{words.steps[step.name].text}</p>
        <p className={isDone ? "task done" : "task"}>{words.steps[step.name].task}</p>
      </div>
      <p role="status" className="tour-done">
        {isDone && words.steps[step.name].done}
      </p>
      <div className="row">
        <Button isDisabled={at === 0} why={reasons.first} onPress={moves.back}>
          {words.back}
        </Button>
        <Button main={isDone} onPress={moves.forth}>
          {at === STEPS.length - 1 ? words.finish : words.next}
        </Button>
        {!isDone && <Button onPress={goThere}>{words.goThere}</Button>}
      </div>
    </aside>
  );
}

interface TopProps {
  at: number;
  words: TourWords;
  onClose: () => void;
}

/** How far the tour is, and its way out. */
function Top({ at, words, onClose }: TopProps) {
  return (
    <div className="tour-top">
      <span className="soft">{words.place(at + 1, STEPS.length)}</span>
      <span className="tour-dots" aria-hidden="true">
        {STEPS.map(({ name }, place) => (
          <i key={name} data-is={place === at ? "now" : place < at ? "past" : undefined} />
        ))}
      </span>
      <Button aria-label={words.leave} onPress={onClose}>
        ×
      </Button>
    </div>
  );
}

interface Moves {
  back: () => void;
  forth: () => void;
  end: () => void;
}

/** Each step begins on its screen, unless it points at the header, which is always there. */
function useMoves(at: number, onClose: () => void): Moves {
  const [path, go] = useLocation();
  const { goTo, finish } = useTour();
  const to = (place: number) => {
    const screen = STEPS[place]?.screen ?? "";
    if (screen !== "" && !path.startsWith(screen)) go(screen);
    goTo(place);
  };
  return {
    back: () => at > 0 && to(at - 1),
    forth: () => {
      if (at < STEPS.length - 1) return to(at + 1);
      onClose();
      finish();
    },
    end: onClose,
  };
}

function pressed(event: KeyboardEvent, moves: Moves): void {
  const keys: Record<string, () => void> = {
    Escape: moves.end,
    ArrowLeft: moves.back,
    ArrowRight: moves.forth,
  };
  const act = keys[event.key];
  if (act === undefined) return;
  event.preventDefault(); // the screens handle arrow keys, too
  event.stopPropagation();
  act();
}
