import { memo } from "react";
import { bytesOf } from "../../parts/pictures";

interface ImageProps {
  image: string;
  x: number;
  y: number;
  side: number;
  field: number[] | null;
}

/** The example itself, in place of hundreds of inputs, and the receptive field of a number. */
export const ExampleImage = memo(function ExampleImage(props: ImageProps) {
  const { image, x, y, side, field } = props;
  const bytes = bytesOf(image);
  const count = Math.round(Math.sqrt(bytes.length));
  const pixel = side / count;
  const [top = 0, left = 0, bottom = 0, right = 0] = field ?? [];
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect className="paper" width={side} height={side} rx={4} />
      {[...bytes].map((ink, place) =>
        ink === 0 ? null : (
          <rect
            key={place}
            x={(place % count) * pixel}
            y={Math.floor(place / count) * pixel}
            width={pixel + 0.3}
            height={pixel + 0.3}
            fillOpacity={ink / 255}
          />
        ),
      )}
      {field && (
        <rect
          className="field"
          x={left * pixel}
          y={top * pixel}
          width={(right - left + 1) * pixel}
          height={(bottom - top + 1) * pixel}
        />
      )}
    </g>
  );
});
