import type { LayerSummary } from "../engine/types";
import { shapeText } from "./pictures";
import "./chain.css";
import { useCatalogueWords } from "../words/catalogue";
import { usePartWords } from "./words";

/** All layers of a network in order, each with the shape of its output. */
export function LayerChain({ layers }: { layers: LayerSummary[] }) {
  const words = usePartWords();
  const names = useCatalogueWords();
  if (layers.length === 0) return null;
  return (
    <ol className="chain" aria-label={words.allLayers}>
      {layers.map(({ title, shape, parameters }, place) => (
        <li key={place} title={words.parameters(parameters)}>
          <b>{place === 0 ? words.input : names.titleOf(title)}</b>
          <span className="soft">{shapeText(shape)}</span>
        </li>
      ))}
    </ol>
  );
}
