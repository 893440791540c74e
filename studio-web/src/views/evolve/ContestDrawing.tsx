import { scaleLinear, scaleLog } from "d3-scale";
import { shown } from "../../parts/pictures";
import { useSize } from "../../parts/useSize";
import { type Measure, rangeOf, type Step } from "./race";

const LEFT = 52;
const RIGHT = 14;
const TOP = 18;
const BOTTOM = 34;

export interface Contender {
  name: string;
  curve: Step[];
}

interface ContestDrawingProps {
  contenders: [Contender, Contender];
  measure: Measure;
  up: string;
  across: string;
  label: string;
  text: (value: number | null) => string;
  isLog: boolean;
}

/** Two learning curves over forward passes: the first solid, the second dashed. */
export function ContestDrawing(props: ContestDrawingProps) {
  const { contenders, measure, up, across, label, text, isLog } = props;
  const [home, { width, height }] = useSize<HTMLDivElement>({ width: 440, height: 220 });
  const curves = contenders.map(({ curve }) => curve);
  const passes = curves.flat().map((step) => step.passes);
  const [first, last] = [Math.min(...passes), Math.max(...passes)];
  const x = (isLog ? scaleLog() : scaleLinear())
    .domain([isLog ? first : 0, Math.max(last, first * 1.01)])
    .range([LEFT, width - RIGHT]);
  const y = scaleLinear()
    .domain(rangeOf(curves, measure))
    .range([height - BOTTOM, TOP]);
  const floor = height - BOTTOM;
  return (
    <div className="race-place" ref={home}>
      <svg className="race" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <text className="up" x={2} y={11}>
          {up}
        </text>
        {y.ticks(Math.max(3, Math.floor(height / 45))).map((tick) => (
          <g key={tick}>
            <line className="grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text className="left" x={LEFT - 8} y={y(tick) + 4}>
              {text(tick)}
            </text>
          </g>
        ))}
        {ticksOf(x, isLog, width).map((tick) => (
          <g key={tick}>
            <line className="grid" x1={x(tick)} x2={x(tick)} y1={TOP} y2={floor} />
            <text x={x(tick)} y={floor + 17}>
              {short(tick)}
            </text>
          </g>
        ))}
        <text x={(LEFT + width - RIGHT) / 2} y={height - 4}>
          {across}
        </text>
        {contenders.map(({ name, curve }, place) => (
          <polyline
            key={name + place}
            className={place === 0 ? "curve" : "curve compared"}
            points={curve.map((step) => `${x(step.passes)},${y(step.value)}`).join(" ")}
          />
        ))}
      </svg>
    </div>
  );
}

/** As many ticks as fit; powers of ten on the logarithmic axis. */
function ticksOf(
  x: { ticks: (count: number) => number[]; domain: () => number[] },
  isLog: boolean,
  width: number,
): number[] {
  if (!isLog) return x.ticks(Math.max(2, Math.floor(width / 130)));
  const [low = 1, high = 10] = x.domain();
  const powers = x.ticks(10).filter((tick) => Number.isInteger(Math.log10(tick)));
  return powers.length > 1 ? powers : [low, high];
}

/** 1 000 as 1 k, 1 000 000 as 1 M, to keep tick labels short. */
export function short(count: number): string {
  if (count >= 1e6) return `${shown(count / 1e6, 3)} M`;
  return count >= 1000 ? `${shown(count / 1000, 3)} k` : shown(count);
}
