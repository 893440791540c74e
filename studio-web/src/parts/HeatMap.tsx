import { memo, useEffect, useRef, useState } from "react";
import type { Plane } from "../engine/types";
import { bytesOf, coloured, type Palette, shown, valueAt } from "./pictures";
import { usePaint } from "./usePaint";

interface HeatMapProps {
  plane: Plane;
  label: string;
  palette?: Palette;
  /** RGBA in place of the palette's colours. */
  pixels?: Uint8ClampedArray<ArrayBuffer>;
  /** The text for the value under the pointer, in place of the number. */
  describe?: (place: number) => string;
  /** A picture that is described elsewhere: screen readers skip it. */
  isDecoration?: boolean;
}

/** A plane of numbers as a picture; the number under the pointer is shown. */
export const HeatMap = memo(function HeatMap(props: HeatMapProps) {
  const { plane, label, palette = "sign", pixels, describe, isDecoration = false } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const paint = usePaint();
  const [under, setUnder] = useState<number | null>(null);

  useEffect(() => {
    const colours = pixels ?? coloured(plane, palette, paint);
    const image = new ImageData(colours, plane.width, plane.height);
    canvas.current?.getContext("2d")?.putImageData(image, 0, 0);
  }, [plane, palette, pixels, paint]);

  const textOf = (place: number) =>
    describe?.(place) ?? shown(valueAt(plane, bytesOf(plane.pixels)[place] ?? 0));
  return (
    <canvas
      ref={canvas}
      className="pixels"
      width={plane.width}
      height={plane.height}
      {...(isDecoration ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
      title={under === null ? undefined : textOf(under)}
      onPointerMove={(event) => setUnder(placeUnder(event, plane))}
      onPointerLeave={() => setUnder(null)}
    />
  );
});

function placeUnder(event: React.PointerEvent<HTMLCanvasElement>, plane: Plane): number {
  const box = event.currentTarget.getBoundingClientRect();
  const x = Math.floor(((event.clientX - box.left) / box.width) * plane.width);
  const y = Math.floor(((event.clientY - box.top) / box.height) * plane.height);
  const within = (value: number, count: number) => Math.max(0, Math.min(count - 1, value));
  return within(y, plane.height) * plane.width + within(x, plane.width);
}
