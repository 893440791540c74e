/** The tour: its panel, on the first visit or on request, and the button that opens it. */
import { lazy, Suspense } from "react";
import { Button } from "../../parts/widgets";
import { useShortcuts } from "../../store/shortcuts";
import { useWords } from "../../words";
import { useTour } from "./store";
import "./tour.css";
import { useTourWords } from "./words";

const Panel = lazy(() => import("./Panel"));

/** Between the header and the screen, also for those who read in this order. */
export function Tour() {
  const { phase, begin, leave } = useTour();
  const isOpen = phase === "open";
  useShortcuts(isOpen ? {} : { tour: begin });
  const close = () => {
    leave();
    // what held the focus goes away; the menu stays, and starts the tour again
    document.querySelector<HTMLElement>("[data-menu] > button:last-of-type")?.focus();
  };
  return (
    isOpen && (
      <Suspense>
        <Panel onClose={close} />
      </Suspense>
    )
  );
}

/** Starts the tour, or resumes it where it was left. */
export function TourButton({ onPress }: { onPress?: () => void }) {
  const words = useTourWords();
  const { reasons } = useWords();
  const { phase, step, begin } = useTour();
  return (
    <Button
      slot="close"
      isDisabled={phase === "open"}
      why={reasons.running}
      onPress={() => {
        onPress?.();
        begin();
      }}
    >
      {step > 0 ? words.resume : words.start}
    </Button>
  );
}
