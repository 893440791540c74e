import { useCatalogueWords } from "../../words/catalogue";
import { useSay } from "../../words/messages";
import { Formula } from "../../parts/Formula";
import { type Selected, selectedBy } from "./numbers";
import type { TraceArray, TraceLine } from "./steps";

interface LineListProps {
  lines: TraceLine[];
  arrays: TraceArray[];
  selected: Selected | null;
  onSelect: (selected: Selected) => void;
}

/** Lines of a derivation; that of the selected number is marked, and pointing at one selects its number. */
export function LineList({ lines, arrays, selected, onSelect }: LineListProps) {
  const say = useSay();
  const names = useCatalogueWords();
  return (
    <ol className="lines">
      {lines.map((line, place) => {
        const subject = selectedBy(line, arrays);
        const isSelected = subject?.name === selected?.name && subject?.place === selected?.place;
        return (
          <li
            key={place}
            className={subject && isSelected ? "selected" : undefined}
            title={line.sentence ? undefined : line.text}
            translate={line.sentence ? undefined : "no"}
            onPointerEnter={() => {
              if (subject) onSelect(subject);
            }}
          >
            {line.sentence ? (
              say(line.sentence)
            ) : (
              <Formula latex={line.latex} text={names.formula(line.text)} />
            )}
          </li>
        );
      })}
    </ol>
  );
}
