import type { Catalogue, Choice, DenseChoice, LayerChoice } from "../../engine/types";
import { Button, NumberField, Select } from "../../parts/widgets";
import { DENSE, DROPOUT, useExperiment } from "../../store/experiment";
import { useWords } from "../../words";

const named = (choices: Choice[]) => choices.map(({ name, title }) => ({ value: name, title }));

/** The list with one entry at another place. Pure. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const rest = list.filter((_, place) => place !== from);
  const item = list[from];
  return item === undefined || to < 0 || to >= list.length
    ? list
    : [...rest.slice(0, to), item, ...rest.slice(to)];
}

export function Network({ catalogue }: { catalogue: Catalogue }) {
  const words = useWords().lab;
  const { experiment, change } = useExperiment();
  const hidden = (experiment.hidden ?? []) as LayerChoice[];
  const put = (layers: LayerChoice[]) => change({ hidden: layers });
  const isFull = hidden.length >= (catalogue.limits["layers"] ?? 12);
  return (
    <section className="card" aria-label={words.network}>
      <h2>{words.network}</h2>
      <ol className="layers">
        {hidden.map((layer, place) => (
          <li className="layer" key={place}>
            <LayerFields
              layer={layer}
              place={place}
              catalogue={catalogue}
              onChange={(other) => put(hidden.map((old, at) => (at === place ? other : old)))}
            />
            <div className="row">
              <Button
                aria-label={`${words.up}: ${words.layer(place + 1)}`}
                isDisabled={place === 0}
                onPress={() => put(moved(hidden, place, place - 1))}
              >
                ↑
              </Button>
              <Button
                aria-label={`${words.down}: ${words.layer(place + 1)}`}
                isDisabled={place === hidden.length - 1}
                onPress={() => put(moved(hidden, place, place + 1))}
              >
                ↓
              </Button>
              <Button
                aria-label={`${words.remove}: ${words.layer(place + 1)}`}
                onPress={() => put(hidden.filter((_, at) => at !== place))}
              >
                {words.remove}
              </Button>
            </div>
          </li>
        ))}
        <li className="layer soft">{words.output}</li>
      </ol>
      <div className="row">
        <Button isDisabled={isFull} onPress={() => put([...hidden, DENSE])}>
          {words.addLayer}
        </Button>
        <Button isDisabled={isFull} onPress={() => put([...hidden, DROPOUT])}>
          {words.addDropout}
        </Button>
      </div>
    </section>
  );
}

interface LayerFieldsProps {
  layer: LayerChoice;
  place: number;
  catalogue: Catalogue;
  onChange: (layer: LayerChoice) => void;
}

function LayerFields({ layer, place, catalogue, onChange }: LayerFieldsProps) {
  const words = useWords().lab;
  if (layer.kind === "dropout")
    return (
      <NumberField
        label={words.dropout}
        value={layer.rate ?? 0.2}
        least={0}
        most={0.99}
        onChange={(rate) => onChange({ ...layer, rate: rate ?? 0.2 })}
      />
    );
  const dense: DenseChoice = layer;
  const formula = catalogue.activations.find(({ name }) => name === dense.activation)?.formula;
  return (
    <>
      <h3>{words.layer(place + 1)}</h3>
      <div className="fields">
        <NumberField
          label={words.units}
          value={dense.units ?? 8}
          whole
          least={1}
          most={catalogue.limits["units"] ?? 1024}
          onChange={(units) => onChange({ ...dense, units: units ?? 8 })}
        />
        <Select
          label={words.activation}
          value={dense.activation ?? "relu"}
          options={named(catalogue.activations)}
          about={formula}
          onChange={(activation) => onChange({ ...dense, activation })}
        />
        <Select
          label={words.initializer}
          value={dense.initializer ?? ""}
          options={[{ value: "", title: words.suits }, ...named(catalogue.initializers)]}
          onChange={(name) => onChange({ ...dense, initializer: name || null })}
        />
        <Select
          label={words.regularizer}
          value={dense.regularizer ?? ""}
          options={[{ value: "", title: words.none }, ...named(catalogue.regularizers)]}
          onChange={(name) =>
            onChange({
              ...dense,
              regularizer: (name || null) as NonNullable<DenseChoice["regularizer"]> | null,
            })
          }
        />
        {dense.regularizer && (
          <NumberField
            label={words.strength}
            value={dense.strength ?? 0.01}
            least={0}
            most={100}
            onChange={(strength) => onChange({ ...dense, strength: strength ?? 0.01 })}
          />
        )}
      </div>
      {formula && <p className="soft">{formula}</p>}
    </>
  );
}
