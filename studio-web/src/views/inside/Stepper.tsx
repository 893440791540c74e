import type { TraceView } from "../../engine/types";
import { Announcer } from "../../parts/Announcer";
import { Button } from "../../parts/widgets";
import { Formula } from "../../parts/Formula";
import { phasesOf } from "./steps";
import { useCatalogueWords } from "../../words/catalogue";
import { useInsideWords } from "./words";
import { useWords } from "../../words";

interface StepperProps {
  view: TraceView;
  here: number;
  onGo: (place: number) => void;
}

/** All steps, phase by phase; the current one is marked. */
export function Stepper({ view, here, onGo }: StepperProps) {
  const words = useInsideWords();
  const catalogue = useCatalogueWords();
  const names = new Map(view.arrays.map(({ name, latex }) => [name, latex]));
  return (
    <nav className="card stepper" aria-label={words.steps}>
      <ol className="phases">
        {phasesOf(view.steps).map(({ phase, places }) => (
          <li key={phase} className={places.includes(here) ? "phase now" : "phase"}>
            <h3>{words.phases[phase]}</h3>
            <ol>
              {places.map((place) => {
                const step = view.steps[place];
                if (step === undefined) return null;
                return (
                  <li key={place}>
                    <button
                      type="button"
                      aria-current={place === here ? "step" : undefined}
                      onClick={() => onGo(place)}
                    >
                      <span className="unseen">{`${words.kinds[step.kind]}: ${catalogue.formula(step.name)}`}</span>
                      <span aria-hidden="true" title={words.kinds[step.kind]}>
                        <Formula latex={names.get(step.name) ?? step.name} text={step.name} />
                      </span>
                    </button>
                  </li>
                );
              })}
            </ol>
          </li>
        ))}
      </ol>
      <Steps view={view} here={here} onGo={onGo} />
    </nav>
  );
}

/** Step by step, with buttons for devices without arrow keys. */
function Steps({ view, here, onGo }: StepperProps) {
  const { reasons } = useWords();
  const words = useInsideWords();
  const names = useCatalogueWords();
  const count = view.steps.length;
  const step = view.steps[here];
  const isFirst = here === 0;
  const isLast = here === count - 1;
  const position = words.stepOf(here + 1, count);
  return (
    <div className="steps">
      <Button
        aria-label={words.first}
        isDisabled={isFirst}
        why={reasons.first}
        onPress={() => onGo(0)}
      >
        ⇤
      </Button>
      <Button isDisabled={isFirst} why={reasons.first} onPress={() => onGo(here - 1)}>
        ← {words.back}
      </Button>
      <span className="soft">{position}</span>
      <Button main isDisabled={isLast} why={reasons.last} onPress={() => onGo(here + 1)}>
        {words.forth} →
      </Button>
      <Button
        aria-label={words.last}
        isDisabled={isLast}
        why={reasons.last}
        onPress={() => onGo(count - 1)}
      >
        ⇥
      </Button>
      <Announcer
        text={
          step ? `${position}: ${words.kinds[step.kind]}, ${names.formula(step.formula)}` : position
        }
      />
    </div>
  );
}
