import type { ReactNode } from "react";
import { Button } from "../../parts/widgets";
import { useLab } from "./context";
import { back, isChanged, type Mark } from "./settings";
import { useLabWords } from "./words";

interface MarkedProps {
  /** The name of the setting, for the button that puts it back. */
  label: string;
  isChanged: boolean;
  onPutBack: () => void;
  children: ReactNode;
}

/** A setting; one that was changed has a dot, and a button that puts it back. */
export function Marked({ label, isChanged, onPutBack, children }: MarkedProps) {
  const words = useLabWords();
  return (
    <div className={isChanged ? "marked changed" : "marked"}>
      {children}
      {isChanged && (
        <Button aria-label={words.putBack(label)} onPress={onPutBack}>
          <span title={words.putBack(label)}>↺</span>
        </Button>
      )}
    </div>
  );
}

/** A setting of the experiment, compared with what suits the data. */
export function MarkedSetting({
  mark,
  label,
  children,
}: {
  mark: Mark;
  label: string;
  children: ReactNode;
}) {
  const { experiment, suited, putBack } = useLab();
  return (
    <Marked
      label={label}
      isChanged={isChanged(mark, experiment, suited)}
      onPutBack={() => putBack(back(mark, experiment, suited))}
    >
      {children}
    </Marked>
  );
}
