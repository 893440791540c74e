import { type CSSProperties, useEffect, useRef } from "react";
import { signColour } from "../../parts/pictures";
import { usePaint } from "../../parts/usePaint";

interface SmallMapProps {
  /** Row by row. */
  numbers: (number | null)[];
  wide: number;
  /** The largest absolute number, for the colours. */
  size: number;
  className: string;
  style?: CSSProperties;
}

/** Numbers as a small picture, a pixel for each; what it shows is said elsewhere. */
export function SmallMap({ numbers, wide, size, className, style }: SmallMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const paint = usePaint();
  const high = Math.max(1, Math.ceil(numbers.length / wide));
  useEffect(() => {
    if (numbers.length === 0) return;
    const image = new ImageData(wide, high);
    numbers.forEach((number, at) => {
      image.data.set([...signColour(number ?? 0, size, paint), 255], 4 * at);
    });
    canvas.current?.getContext("2d")?.putImageData(image, 0, 0);
  }, [numbers, wide, high, size, paint]);
  return (
    <canvas
      ref={canvas}
      className={className}
      width={wide}
      height={high}
      style={style}
      aria-hidden="true"
    />
  );
}
