/** A cell of code, and below it what it shows, as in a notebook. */
import { createContext, useContext, useLayoutEffect, useRef } from "react";
import { CopyButton } from "../../parts/CopyButton";
import type { CodePart, ShownResult } from "../../engine/types";
import { useLearnWords } from "./words";

/** What the cells of the lesson show, each at its place; none while the lesson runs. */
export const ResultsContext = createContext<ShownResult[][]>([]);

export function Cell({ part }: { part: CodePart }) {
  const words = useLearnWords();
  const shown = useContext(ResultsContext)[part.place] ?? [];
  return (
    <div className="cell-with-results">
      <div className="cell-code">
        {/* eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- the keyboard scrolls it */}
        <pre tabIndex={0} translate="no">
          {part.source}
        </pre>
        <CopyButton
          text={() => part.source}
          title={words.copyCode}
          label={words.copyCell(part.place + 1)}
        />
      </div>
      {shown.length > 0 && (
        <div
          className="cell-results"
          role="group"
          aria-label={words.results}
          translate="no"
          lang="en"
        >
          {shown.map((one, place) => (
            <Shown key={place} shown={one} />
          ))}
        </div>
      )}
    </div>
  );
}

function Shown({ shown }: { shown: ShownResult }) {
  if (shown.kind === "html") return <Picture html={shown.content} />;
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- the keyboard scrolls it
    <pre tabIndex={0}>{shown.content.trimEnd()}</pre>
  );
}

/** HTML that the library itself has made for notebooks. */
function Picture({ html }: { html: string }) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (element.current === null) return;
    element.current.innerHTML = html;
    for (const corner of element.current.querySelectorAll("th:empty")) corner.remove();
  }, [html]);
  return <div ref={element} className="cell-picture" />;
}
