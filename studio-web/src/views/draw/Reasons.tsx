/** Explains a prediction: saliency, the nearest training digits, and the output of each layer. */
import { useMemo } from "react";
import type { DigitView, Plane } from "../../engine/types";
import { HeatMap } from "../../parts/HeatMap";
import {
  bytesOf,
  type Colour,
  LIGHT,
  mixed,
  shown,
  signColour,
  valueAt,
} from "../../parts/pictures";
import { useWordsOf } from "../../words";
import { useCatalogueWords } from "../../words/catalogue";
import { useDrawing } from "./drawing";
import { planeOfDigit } from "./Preprocessing";
import { dictionary } from "./words";

export function Reasons() {
  const words = useWordsOf(dictionary).reasons;
  const view = useDrawing((state) => state.view);
  return (
    <section className="card reasons" aria-labelledby="draw-reasons">
      <h2 id="draw-reasons">{words.title}</h2>
      {view === null || view.is_empty ? (
        <p className="soft">{words.empty}</p>
      ) : (
        <>
          <Saliency view={view} />
          <Nearest view={view} />
          <Layers view={view} />
        </>
      )}
    </section>
  );
}

const GREY: Colour = [178, 184, 196];

/** In a plane centred at 0, zero lies between byte 127 and byte 128. */
const ZERO = 127.5;

/**
 * The digit in grey; over it blue for pixels that support the prediction, orange for those against
 * it.
 */
export function saliencyColours(seen: string, saliency: Plane): Uint8ClampedArray<ArrayBuffer> {
  const size = Math.max(Math.abs(saliency.low), Math.abs(saliency.high));
  const [ink, said] = [bytesOf(seen), bytesOf(saliency.pixels)];
  const pixels = new Uint8ClampedArray(said.length * 4);
  said.forEach((byte, i) => {
    const value = valueAt(saliency, byte);
    const digit = mixed(LIGHT.ground, GREY, (ink[i] ?? 0) / 255);
    const strength = Math.abs(byte - ZERO) < 1 ? 0 : Math.sqrt(Math.abs(value) / size);
    pixels.set([...mixed(digit, signColour(value, Math.abs(value)), strength), 255], i * 4);
  });
  return pixels;
}

function Saliency({ view }: { view: DigitView }) {
  const words = useWordsOf(dictionary).reasons;
  const pixels = useMemo(() => saliencyColours(view.seen, view.saliency), [view]);
  return (
    <div className="saliency">
      <HeatMap plane={view.saliency} pixels={pixels} label={words.saliencyTitle(view.answer)} />
      <div>
        <h3>{words.saliencyTitle(view.answer)}</h3>
        <ul className="legend">
          <li>
            <i className="for" /> {words.for}
          </li>
          <li>
            <i className="against" /> {words.against}
          </li>
        </ul>
        <p className="soft">{words.saliencyAbout}</p>
      </div>
    </div>
  );
}

function Nearest({ view }: { view: DigitView }) {
  const words = useWordsOf(dictionary).reasons;
  const same = view.nearest.filter(({ label }) => label === view.answer).length;
  return (
    <div className="field">
      <h3>{words.nearest}</h3>
      <div className="nearest">
        {view.nearest.map(({ row, label, image, distance }) => (
          <figure key={row} title={words.distance(shown(distance, 3))}>
            <HeatMap
              plane={planeOfDigit(image)}
              label={words.neighbour(label, row)}
              palette="ink"
            />
            <figcaption>{label}</figcaption>
          </figure>
        ))}
      </div>
      <p className="soft">{words.agree(same, view.nearest.length, view.answer)}</p>
    </div>
  );
}

/** Rounded to two digits, and to 0 where the change is too small to be visible. */
function rounded(value: number): string {
  return shown(Math.abs(value) < 1e-3 ? 0 : value, 2);
}

function Layers({ view }: { view: DigitView }) {
  const words = useWordsOf(dictionary).reasons;
  const names = useCatalogueWords();
  const titleOf = ({ layer, title, units, activation }: DigitView["layers"][number]) =>
    title
      ? words.maps(layer, names.titleOf(title), units)
      : words.layer(layer, units, names.nameOf("activation", activation));
  const hasMaps = view.layers.some(({ title }) => title !== "");
  return (
    <div className="field">
      <h3>{words.layers}</h3>
      {view.layers.map((layer) => (
        <figure key={layer.layer} className={layer.title ? "maps" : undefined}>
          <figcaption>{titleOf(layer)}</figcaption>
          <HeatMap plane={layer.plane} label={titleOf(layer)} />
          <span className="soft">
            {words.range(rounded(layer.plane.low), rounded(layer.plane.high))}
          </span>
        </figure>
      ))}
      <p className="soft">
        {hasMaps && `${words.mapsAbout} `}
        {words.layersAbout}
      </p>
    </div>
  );
}
