import type { ReactNode } from "react";
import type { Catalogue, DenseChoice, LayerChoice, LayerSummary } from "../../engine/types";
import { Drawer } from "../../parts/Drawer";
import { ErrorNote } from "../../parts/ErrorNote";
import { shapeText } from "../../parts/pictures";
import { Region } from "../../parts/Region";
import { Sortable } from "../../parts/Sortable";
import { Button, NumberField } from "../../parts/widgets";
import { useWords } from "../../words";
import { useCatalogueWords } from "../../words/catalogue";
import { ChoiceField } from "./ChoiceField";
import { Formula } from "./Formula";
import { AddLayer, NamedLayer } from "./NamedLayer";
import { useLab } from "./context";
import { isFull, newDense, replaced } from "./layers";
import { MarkedSetting } from "./Marked";
import { useLabWords } from "./words";

/** The layers in a drawer beside the picture of the network. */
export function LayersDrawer({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const words = useLabWords();
  const { catalogue } = useLab();
  return (
    <Drawer title={words.editLayers} close={useWords().close} isOpen={isOpen} onClose={onClose}>
      {catalogue && <Layers catalogue={catalogue} />}
    </Drawer>
  );
}

/** The hidden layers as a sortable list, and the output layer. */
function Layers({ catalogue }: { catalogue: Catalogue }) {
  const words = useLabWords();
  const { experiment, change, sketch } = useLab();
  const hidden = experiment.hidden ?? [];
  const put = (layers: LayerChoice[]) => change({ hidden: layers });
  const chain = sketch.error === null ? (sketch.value?.chain ?? []) : [];
  const full = isFull(catalogue, hidden);
  return (
    <Region className="stack" title={words.network} level={3}>
      <Sortable
        items={hidden}
        nameOf={(_, place) => words.layer(place + 1)}
        hint={words.sortHint}
        announcementOf={words.sorted}
        onSort={put}
      >
        {(layer, place, handle) => (
          <LayerCard
            layer={layer}
            place={place}
            handle={handle}
            catalogue={catalogue}
            summary={chain[place + 1]}
            onChange={(other) => put(replaced(hidden, place, other))}
            onRemove={() => put(hidden.filter((_, at) => at !== place))}
          />
        )}
      </Sortable>
      <div className="row">
        <Button
          isDisabled={full}
          why={words.fullOfLayers}
          onPress={() => put([...hidden, newDense(catalogue, hidden)])}
        >
          {words.addLayer}
        </Button>
        <Button
          isDisabled={full}
          why={words.fullOfLayers}
          onPress={() => put([...hidden, catalogue.dropout])}
        >
          {words.addDropout}
        </Button>
      </div>
      <AddLayer
        catalogue={catalogue}
        isDisabled={full}
        onAdd={(layer) => put([...hidden, layer])}
      />
      <ErrorNote error={sketch.error} />
      <div className="layer output">
        <h3>{words.output}</h3>
        <p className="soft">{words.outputHint}</p>
        <OutputFields />
      </div>
    </Region>
  );
}

interface LayerProps {
  layer: LayerChoice;
  place: number;
  handle: ReactNode;
  catalogue: Catalogue;
  /** Its output in the planned network, if it is known. */
  summary: LayerSummary | undefined;
  onChange: (layer: LayerChoice) => void;
  onRemove: () => void;
}

function LayerCard(props: LayerProps) {
  const { layer, place, handle, catalogue, summary, onChange, onRemove } = props;
  const words = useLabWords();
  const names = useCatalogueWords();
  const title = words.layer(place + 1);
  const kind = layer.kind === "layer" ? names.nameOf("layer", layer.name ?? "") : words.dropout;
  const isDense = layer.kind !== "dropout" && layer.kind !== "layer";
  return (
    <div className="layer">
      <div className="layer-head">
        {handle}
        <h3>{isDense ? title : `${title} · ${kind}`}</h3>
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
      ) : layer.kind === "layer" ? (
        <NamedLayer layer={layer} catalogue={catalogue} onChange={onChange} />
      ) : (
        <Dense layer={layer} catalogue={catalogue} onChange={onChange} />
      )}
      {summary && (
        <p className="soft layer-shape">
          {words.gives(shapeText(summary.shape), summary.parameters)}
        </p>
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
  const activation = layer.activation ?? "relu";
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
        <ChoiceField
          label={words.activation}
          family="activation"
          choices={catalogue.activations}
          value={activation}
          onChange={(name) => onChange({ ...layer, activation: name ?? activation })}
        />
      </div>
      <Formula of={catalogue.activations} name={activation} />
      <details>
        <summary>{words.more}</summary>
        <Advanced layer={layer} catalogue={catalogue} onChange={onChange} />
      </details>
    </>
  );
}

/** Advanced settings: initialization and regularization. */
function Advanced({ layer, catalogue, onChange }: DenseProps) {
  const words = useLabWords();
  type Regularizer = DenseChoice["regularizer"];
  return (
    <div className="fields">
      <ChoiceField
        label={words.initializer}
        family="initializer"
        choices={catalogue.initializers}
        value={layer.initializer}
        none={words.automatic}
        onChange={(initializer) => onChange({ ...layer, initializer })}
      />
      <ChoiceField
        label={words.regularizer}
        family="regularizer"
        choices={catalogue.regularizers}
        value={layer.regularizer}
        none={words.none}
        onChange={(name) => onChange({ ...layer, regularizer: name as Regularizer })}
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

/** The activation of the output layer, and the loss. */
export function OutputFields() {
  const words = useLabWords();
  const { catalogue, experiment, change } = useLab();
  const { activations = [], losses = [] } = catalogue ?? {};
  return (
    <>
      <div className="fields">
        <MarkedSetting mark="output" label={words.outputActivation}>
          <ChoiceField
            label={words.outputActivation}
            family="activation"
            choices={activations}
            value={experiment.output}
            none={words.automatic}
            onChange={(output) => change({ output })}
          />
        </MarkedSetting>
        <MarkedSetting mark="loss" label={words.lossFunction}>
          <ChoiceField
            label={words.lossFunction}
            family="loss"
            choices={losses}
            value={experiment.loss}
            none={words.automatic}
            onChange={(loss) => change({ loss })}
          />
        </MarkedSetting>
      </div>
      <Formula of={activations} name={experiment.output ?? ""} />
      <Formula of={losses} name={experiment.loss ?? ""} />
    </>
  );
}
