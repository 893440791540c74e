import type { NetworkView } from "../engine/types";
import { shown } from "./pictures";
import { usePartWords } from "./words";

/** The legend of the diagram: lines, dots and pictures. */
export function DiagramLegend({ view, hasPlanes }: { view: NetworkView; hasPlanes: boolean }) {
  const words = usePartWords().legend;
  const largest = shown(Math.max(...view.layers.map((layer) => layer.largest)), 3);
  return (
    <ul className="legend">
      <li>
        <i className="line plus" /> {words.plus}
      </li>
      <li>
        <i className="line minus" /> {words.minus}
      </li>
      <li>{words.thick(largest)}</li>
      <li>
        <i className="dot" /> {words.bias}
      </li>
      {hasPlanes && <li>{words.plane}</li>}
    </ul>
  );
}
