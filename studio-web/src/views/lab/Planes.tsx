import { Boundary } from "../../parts/Boundary";
import { Popup } from "../../parts/Drawer";
import { ErrorNote } from "../../parts/ErrorNote";
import { Select } from "../../parts/widgets";
import { useLab } from "./context";
import { useLabWords } from "./words";

/** The boundary, and the choice of its two inputs. */
export function Planes() {
  const words = useLabWords();
  const { plane, network } = useLab();
  const { boundary, features, axes, choose } = plane;
  const classes = network.value?.outputs ?? [];
  const title = boundary.value?.chosen === null ? words.surface : words.boundary;
  return (
    <div className="plane">
      <ErrorNote error={boundary.error} />
      {boundary.value && <Boundary view={boundary.value} classes={classes} label={title} />}
      {features.length > 2 && (
        <div className="axes">
          <Popup label={words.axes} sign={words.axes}>
            <Select
              label={words.xAxis}
              value={String(axes[0])}
              options={named(features)}
              onChange={(value) => choose(withAxis(axes, 0, Number(value)))}
            />
            <Select
              label={words.yAxis}
              value={String(axes[1])}
              options={named(features)}
              onChange={(value) => choose(withAxis(axes, 1, Number(value)))}
            />
          </Popup>
        </div>
      )}
    </div>
  );
}

const named = (features: string[]) =>
  features.map((title, place) => ({ value: String(place), title }));

/** Two axes with one of them changed; if both would be the same, they are swapped. Pure. */
export function withAxis(axes: [number, number], which: 0 | 1, feature: number): [number, number] {
  if (axes[1 - which] === feature) return [axes[1], axes[0]];
  return which === 0 ? [feature, axes[1]] : [axes[0], feature];
}
