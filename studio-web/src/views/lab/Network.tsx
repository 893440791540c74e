import type { ReactNode } from "react";
import type { Catalogue, Choice, DenseChoice, LayerChoice } from "../../engine/types";
import { Sortable } from "../../parts/Sortable";
import { Button, NumberField, Select } from "../../parts/widgets";
import { useExperiment } from "../../store/experiment";
import { useLabWords } from "./words";

const named = (choices: Choice[]) => choices.map(({ name, title }) => ({ value: name, title }));

/** The hidden layers as a sortable list, and the output layer. */
export function Network({ catalogue }: { catalogue: Catalogue }) {
  const words = useLabWords();
  const { experiment, change } = useExperiment();
  const hidden = (experiment.hidden ?? []) as LayerChoice[];
  const put = (layers: LayerChoice[]) => change({ hidden: layers });
  const isFull = hidden.length >= (catalogue.limits["layers"] ?? Infinity);
  return (
    <section className="card" data-tour="network" aria-label={words.network}>
      <h2>{words.network}</h2>
      <Sortable
        items={hidden}
        nameOf={(_, place) => words.layer(place + 1)}
        hint={words.sortHint}
        tell={words.sorted}
        onSort={put}
      >
        {(layer, place, handle) => (
          <LayerCard
            layer={layer}
            place={place}
            handle={handle}
            catalogue={catalogue}
            onChange={(other) => put(hidden.map((old, at) => (at === place ? other : old)))}
            onRemove={() => put(hidden.filter((_, at) => at !== place))}
          />
        )}
      </Sortable>
      <div className="row">
        <Button isDisabled={isFull} onPress={() => put([...hidden, catalogue.dense])}>
          {words.addLayer}
        </Button>
        <Button isDisabled={isFull} onPress={() => put([...hidden, catalogue.dropout])}>
          {words.addDropout}
        </Button>
      </div>
      <Output catalogue={catalogue} />
    </section>
  );
}

interface LayerProps {
  layer: LayerChoice;
  place: number;
  handle: ReactNode;
  catalogue: Catalogue;
  onChange: (layer: LayerChoice) => void;
  onRemove: () => void;
}

function LayerCard({ layer, place, handle, catalogue, onChange, onRemove }: LayerProps) {
  const words = useLabWords();
  const title = words.layer(place + 1);
  return (
    <div className="layer">
      <div className="layer-head">
        {handle}
        <h3>{layer.kind === "dropout" ? `${title} · ${words.dropout}` : title}</h3>
        <Button aria-label={`${words.remove}: ${title}`} onPress={onRemove}>
          ×
        </Button>
      </div>
      {layer.kind === "dropout" ? (
        <>
          <NumberField
            label={words.dropoutRate}
            value={layer.rate ?? null}
            least={0}
            most={0.99}
            onChange={(rate) => onChange({ ...layer, rate: rate ?? catalogue.dropout.rate })}
          />
          <p className="soft">{words.dropoutHint}</p>
        </>
      ) : (
        <Dense layer={layer} catalogue={catalogue} onChange={onChange} />
      )}
    </div>
  );
}

interface DenseProps {
  layer: DenseChoice;
  catalogue: Catalogue;
  onChange: (layer: LayerChoice) => void;
}

function Dense({ layer, catalogue, onChange }: DenseProps) {
  const words = useLabWords();
  return (
    <>
      <div className="fields">
        <NumberField
          label={words.units}
          value={layer.units ?? null}
          whole
          least={1}
          most={catalogue.limits["units"]}
          onChange={(units) => onChange({ ...layer, units: units ?? catalogue.dense.units })}
        />
        <Select
          label={words.activation}
          value={layer.activation ?? "relu"}
          options={named(catalogue.activations)}
          onChange={(activation) => onChange({ ...layer, activation })}
        />
      </div>
      <Formula of={catalogue.activations} name={layer.activation ?? "relu"} />
      <details>
        <summary>{words.more}</summary>
        <Rarer layer={layer} catalogue={catalogue} onChange={onChange} />
      </details>
    </>
  );
}

/** Advanced settings: initialization and regularization. */
function Rarer({ layer, catalogue, onChange }: DenseProps) {
  const words = useLabWords();
  type Regularizer = DenseChoice["regularizer"];
  return (
    <div className="fields">
      <Select
        label={words.initializer}
        value={layer.initializer ?? ""}
        options={[{ value: "", title: words.automatic }, ...named(catalogue.initializers)]}
        onChange={(name) => onChange({ ...layer, initializer: name || null })}
      />
      <Select
        label={words.regularizer}
        value={layer.regularizer ?? ""}
        options={[{ value: "", title: words.none }, ...named(catalogue.regularizers)]}
        onChange={(name) => onChange({ ...layer, regularizer: (name || null) as Regularizer })}
      />
      {layer.regularizer && (
        <NumberField
          label={words.strength}
          value={layer.strength ?? 0.01}
          least={0}
          most={100}
          onChange={(strength) => onChange({ ...layer, strength: strength ?? 0.01 })}
        />
      )}
    </div>
  );
}

function Output({ catalogue }: { catalogue: Catalogue }) {
  const words = useLabWords();
  const { experiment, change } = useExperiment();
  return (
    <div className="layer output">
      <h3>{words.output}</h3>
      <p className="soft">{words.outputHint}</p>
      <div className="fields">
        <Select
          label={words.outputActivation}
          value={experiment.output ?? ""}
          options={[{ value: "", title: words.automatic }, ...named(catalogue.activations)]}
          onChange={(name) => change({ output: name || null })}
        />
        <Select
          label={words.lossFunction}
          value={experiment.loss ?? ""}
          options={[{ value: "", title: words.automatic }, ...named(catalogue.losses)]}
          onChange={(name) => change({ loss: name || null })}
        />
      </div>
      <Formula of={catalogue.activations} name={experiment.output ?? ""} />
      <Formula of={catalogue.losses} name={experiment.loss ?? ""} />
    </div>
  );
}

/** The formula of a choice, from its docstring. */
export function Formula({ of, name }: { of: Choice[]; name: string }) {
  const formula = of.find((choice) => choice.name === name)?.formula;
  return formula ? <code className="formula">{formula}</code> : null;
}
