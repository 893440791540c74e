import { type CSSProperties, type PointerEvent, useEffect, useRef } from "react";
import { coloured, signColour } from "../../parts/pictures";
import { usePaint } from "../../parts/usePaint";
import { indexOf, type Layout, placeBeside } from "./numbers";
import type { ViewProps } from "./Table";

/** Many numbers as a picture: the pointer, or the arrow keys, read one after another. */
export function Picture(props: ViewProps) {
  const { array, layout, size, label, told, marks, asked, onAsk } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const paint = usePaint();
  const { width, height } = layout;
  useEffect(() => {
    const image = new ImageData(width, height);
    if (array.plane) image.data.set(coloured(array.plane, "sign", paint));
    else
      layout.values.forEach((value, place) => {
        image.data.set([...signColour(value ?? 0, size, paint), 255], 4 * place);
      });
    canvas.current?.getContext("2d")?.putImageData(image, 0, 0);
  }, [array, layout, size, paint, width, height]);
  const here = asked ?? 0;
  const [row = 0, column = 0] = indexOf([height, width], here);
  return (
    <div
      className="picture"
      style={{ aspectRatio: `${width} / ${height}`, ...extentOf(layout) }}
      onPointerMove={(event) => onAsk(placeUnder(event, layout))}
    >
      <canvas ref={canvas} width={width} height={height} aria-hidden="true" />
      {[...marks].map((place) => (
        <i key={place} className="marked" style={boxOf(place, layout)} />
      ))}
      <div role="grid" aria-label={label} aria-rowcount={height} aria-colcount={width}>
        <div role="row" aria-rowindex={row + 1}>
          <span
            role="gridcell"
            aria-colindex={column + 1}
            aria-label={`${array.name}[${indexOf(array.shape, here).join(", ")}]: ${told(here)}`}
            aria-selected={asked !== null}
            tabIndex={0}
            style={boxOf(here, layout)}
            onFocus={() => onAsk(here)}
            onKeyDown={(event) => {
              const next = placeBeside(event.key, here, layout);
              if (next === null) return;
              event.preventDefault();
              onAsk(next);
            }}
          />
        </div>
      </div>
    </div>
  );
}

/** As large as the card allows, and no higher than the eye takes in. */
function extentOf({ width, height }: Layout): CSSProperties {
  return { width: `min(100%, ${Math.min(20, (24 * width) / height)}rem)` };
}

/** Where a number stands in the picture. */
function boxOf(place: number, { width, height }: Layout): CSSProperties {
  return {
    left: `${(100 * (place % width)) / width}%`,
    top: `${(100 * Math.floor(place / width)) / height}%`,
    width: `${100 / width}%`,
    height: `${100 / height}%`,
  };
}

function placeUnder(event: PointerEvent<HTMLDivElement>, { width, height, values }: Layout) {
  const box = event.currentTarget.getBoundingClientRect();
  const within = (share: number, count: number) =>
    Math.max(0, Math.min(count - 1, Math.floor(share * count)));
  const row = within((event.clientY - box.top) / box.height, height);
  const column = within((event.clientX - box.left) / box.width, width);
  return Math.min(values.length - 1, row * width + column);
}
