import { useState } from "react";
import type { Catalogue, LayerChoice, NamedLayerChoice } from "../../engine/types";
import { Button, Select } from "../../parts/widgets";
import { useCatalogueWords } from "../../words/catalogue";
import { ChoiceField } from "./ChoiceField";
import { changed, SettingField } from "./SettingField";
import { useLabWords } from "./words";

interface NamedLayerProps {
  layer: NamedLayerChoice;
  catalogue: Catalogue;
  onChange: (layer: LayerChoice) => void;
}

/** A layer of the catalogue: its settings as fields, and the activation that follows it. */
export function NamedLayer({ layer, catalogue, onChange }: NamedLayerProps) {
  const words = useLabWords();
  const names = useCatalogueWords();
  const chosen = catalogue.layers.find(({ name }) => name === layer.name);
  const fresh = catalogue.new_layers.find(({ name }) => name === layer.name)?.settings ?? {};
  const settings = layer.settings ?? {};
  return (
    <>
      {chosen && <p className="soft">{names.aboutOf("layer", chosen)}</p>}
      <div className="fields">
        {chosen?.fields.map((field) => (
          <SettingField
            key={field.name}
            field={field}
            value={settings[field.name] ?? field.default ?? null}
            hint={words.byDefault()}
            onChange={(value) => {
              const needed = field.default === null ? (fresh[field.name] ?? null) : null;
              onChange({ ...layer, settings: changed(settings, field.name, value ?? needed) });
            }}
          />
        ))}
        <ChoiceField
          label={words.activation}
          family="activation"
          choices={catalogue.activations}
          value={layer.activation}
          none={words.none}
          onChange={(activation) => onChange({ ...layer, activation })}
        />
      </div>
    </>
  );
}

interface AddLayerProps {
  catalogue: Catalogue;
  isDisabled: boolean;
  onAdd: (layer: LayerChoice) => void;
}

/** The choice of another kind of layer, and the button that adds it. */
export function AddLayer({ catalogue, isDisabled, onAdd }: AddLayerProps) {
  const words = useLabWords();
  const names = useCatalogueWords();
  const [name, setName] = useState(catalogue.new_layers[0]?.name ?? "");
  const layer = catalogue.new_layers.find((one) => one.name === name);
  const choice = catalogue.layers.find((one) => one.name === name);
  const title = names.nameOf("layer", name);
  if (layer === undefined) return null;
  return (
    <div className="row add-layer">
      <Select
        label={words.otherLayers}
        value={name}
        options={catalogue.new_layers.map((one) => ({
          value: one.name,
          title: names.nameOf("layer", one.name),
        }))}
        about={choice && names.aboutOf("layer", choice)}
        onChange={setName}
      />
      <Button
        aria-label={`${words.add}: ${title}`}
        isDisabled={isDisabled}
        why={words.fullOfLayers}
        onPress={() => onAdd(layer)}
      >
        {words.add}
      </Button>
    </div>
  );
}
