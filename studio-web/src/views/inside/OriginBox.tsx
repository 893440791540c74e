import { ErrorNote } from "../../parts/ErrorNote";
import { Formula } from "../../parts/Formula";
import { useCatalogueWords } from "../../words/catalogue";
import type { TraceLine, TraceStep } from "./steps";
import type { OriginState } from "./useOrigin";
import { useInsideWords } from "./words";

/** Whether a number of this step has lines before its own, such as the sum of a softmax. */
export function hasLinesBefore({ phase, lines }: TraceStep): boolean {
  const isPass = phase === "forward" || phase === "backward";
  return isPass && lines.some(({ array, sentence }) => array === "" && sentence === null);
}

interface OriginBoxProps {
  originState: OriginState;
  isLong: boolean;
}

/** A line of numbers; its title can be typed into Python. */
function Line({ line, isBefore = false }: { line: TraceLine; isBefore?: boolean }) {
  const names = useCatalogueWords();
  return (
    <div className={isBefore ? "line before" : "line"} title={line.text} translate="no">
      <Formula latex={line.latex} text={names.formula(line.text)} />
    </div>
  );
}

/** The origin of the selected number. Its space is reserved, so that the page does not jump. */
export function OriginBox({ originState: { origin, error }, isLong }: OriginBoxProps) {
  const words = useInsideWords();
  const isGiven = origin !== null && Object.keys(origin.sources).length === 0;
  const [winner] = Object.entries(origin?.taken ?? {});
  return (
    <div
      className={isLong ? "origin long" : "origin"}
      {...(isLong && { role: "region", tabIndex: 0, "aria-label": words.origin })}
    >
      <h4>{words.origin}</h4>
      <ErrorNote error={error} />
      <div role="status">
        {origin ? (
          <>
            <Line line={origin.line} />
            <p className="soft">
              {winner && `${words.winner(`${winner[0]}[${winner[1].slice(1).join(",")}]`)} `}
              {isGiven && `${words.given} `}
              {origin.value !== null && `${words.exactly} ${String(origin.value)}`}
            </p>
            {origin.intermediate.map((line, place) => (
              <Line key={place} line={line} isBefore />
            ))}
          </>
        ) : (
          <p className="soft">{words.originHint}</p>
        )}
      </div>
    </div>
  );
}
