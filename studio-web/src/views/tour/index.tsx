/** The tour: its button in the header and, on the first visit or on request, its panel. */
import { lazy, Suspense, useRef } from "react";
import { createPortal } from "react-dom";
import { useIsOpen, useTour } from "./store";
import "./tour.css";
import { useTourWords } from "./words";

const Panel = lazy(() => import("./Panel"));

export function Tour() {
  const words = useTourWords();
  const isOpen = useIsOpen();
  const button = useRef<HTMLButtonElement>(null);
  const { begin, end } = useTour();
  const close = () => {
    end();
    button.current?.focus();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        className="button"
        aria-label={words.start}
        aria-expanded={isOpen}
        onClick={begin}
      >
        {words.tour}
      </button>
      {isOpen &&
        createPortal(
          <Suspense>
            <Panel onClose={close} />
          </Suspense>,
          document.body,
        )}
    </>
  );
}
