import { type CSSProperties, type PointerEvent, useEffect, useRef } from "react";
import { coloured, signColour } from "../../parts/pictures";
import { usePaint } from "../../parts/usePaint";
import { indexOf, type Layout, placeAt, placeBeside, spotOf } from "./numbers";
import type { TraceArray } from "./steps";

interface PictureProps {
  array: Pick<TraceArray, "name" | "shape" | "plane">;
  layout: Layout;
  /** The largest absolute number, for the colours. */
  size: number;
  label: string;
  textOf: (place: number) => string;
  marks: ReadonlySet<number>;
  /** The one of the marks that a maximum came from. */
  winner?: number | null;
  selected: number | null;
  onSelect: (place: number) => void;
}

/** A large array as a picture: the pointer, or the arrow keys, select one number after another. */
export function Picture(props: PictureProps) {
  const { array, layout, size, label, textOf, marks, winner, selected, onSelect } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const paint = usePaint();
  const { width, height } = layout;
  useEffect(() => {
    const image = new ImageData(width, height);
    const colours = array.plane
      ? coloured(array.plane, "sign", paint)
      : Uint8ClampedArray.from(
          layout.values.flatMap((value) => [...signColour(value ?? 0, size, paint), 255]),
        );
    const from = new Uint32Array(colours.buffer);
    const to = new Uint32Array(image.data.buffer);
    from.forEach((colour, place) => {
      to[spotOf(layout, place)] = colour;
    });
    canvas.current?.getContext("2d")?.putImageData(image, 0, 0);
  }, [array, layout, size, paint, width, height]);
  const here = selected ?? 0;
  const [row = 0, column = 0] = indexOf([height, width], spotOf(layout, here));
  return (
    <div
      className="picture"
      style={extentOf(layout)}
      onPointerMove={(event) => {
        const place = placeUnder(event, layout);
        if (place !== null) onSelect(place);
      }}
    >
      <canvas ref={canvas} width={width} height={height} aria-hidden="true" />
      {layout.tiles && <div className="seams" style={seamsOf(layout)} />}
      {[...marks].map((place) => (
        <i
          key={place}
          className={place === winner ? "source winner" : "source"}
          style={boxOf(place, layout)}
        />
      ))}
      <div role="grid" aria-label={label} aria-rowcount={height} aria-colcount={width}>
        <div role="row" aria-rowindex={row + 1}>
          <span
            role="gridcell"
            aria-colindex={column + 1}
            aria-label={`${array.name}[${indexOf(array.shape, here).join(", ")}]: ${textOf(here)}`}
            aria-selected={selected !== null}
            tabIndex={0}
            style={boxOf(here, layout)}
            onFocus={() => onSelect(here)}
            onKeyDown={(event) => {
              const next = placeBeside(event.key, here, layout);
              if (next === null) return;
              event.preventDefault();
              onSelect(next);
            }}
          />
        </div>
      </div>
    </div>
  );
}

/** Large enough for the pointer, small enough for the screen, and never too thin. */
function extentOf({ width, height }: Layout): CSSProperties {
  const wide = Math.min(width > 40 ? 30 : 15, Math.max(7, (24 * width) / height));
  const high = Math.min(24, (wide * height) / width);
  return { width: `${wide}rem`, aspectRatio: `${wide} / ${high}` };
}

/** Thin lines between images that stand side by side. */
function seamsOf({ tiles, width, height }: Layout): CSSProperties {
  const { side = 1, high = 1 } = tiles ?? {};
  return { backgroundSize: `${(100 * side) / width}% ${(100 * high) / height}%` };
}

/** The position of a number in the picture. */
function boxOf(place: number, layout: Layout): CSSProperties {
  const { width, height } = layout;
  const spot = spotOf(layout, place);
  return {
    left: `${(100 * (spot % width)) / width}%`,
    top: `${(100 * Math.floor(spot / width)) / height}%`,
    width: `${100 / width}%`,
    height: `${100 / height}%`,
  };
}

function placeUnder(event: PointerEvent<HTMLDivElement>, layout: Layout): number | null {
  const { width, height } = layout;
  const box = event.currentTarget.getBoundingClientRect();
  const within = (share: number, count: number) =>
    Math.max(0, Math.min(count - 1, Math.floor(share * count)));
  const row = within((event.clientY - box.top) / box.height, height);
  return placeAt(layout, row * width + within((event.clientX - box.left) / box.width, width));
}
