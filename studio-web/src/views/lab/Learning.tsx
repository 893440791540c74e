import type { Catalogue } from "../../engine/types";
import { NumberField, Select } from "../../parts/widgets";
import { useExperiment } from "../../store/experiment";
import { useCatalogueWords } from "../../words/catalogue";
import { Formula } from "./Formula";
import { changed, SettingField } from "./SettingField";
import { useLabWords } from "./words";

export function Learning({ catalogue }: { catalogue: Catalogue }) {
  const words = useLabWords();
  const names = useCatalogueWords();
  const { experiment, change, changeAlgorithm } = useExperiment();
  const { algorithms, defaults } = catalogue;
  const { name: chosenName = "", settings = {} } = experiment.algorithm ?? {};
  const chosen = algorithms.find(({ name }) => name === chosenName);
  return (
    <section className="card" aria-label={words.learning}>
      <h2>{words.learning}</h2>
      <Select
        label={words.algorithm}
        value={chosenName}
        options={algorithms.map(({ name, is_evolution }) => ({
          value: name,
          title: names.nameOf("algorithm", name),
          group: is_evolution ? words.evolution : words.descent,
        }))}
        onChange={(name) => changeAlgorithm({ name, settings: {} })}
      />
      {chosen && <p className="soft">{names.aboutOf("algorithm", chosen)}</p>}
      <Formula of={algorithms} name={chosenName} />
      <div className="fields">
        {chosen?.fields.map((field) => (
          <SettingField
            key={`${chosenName}.${field.name}`}
            field={field}
            value={settings[field.name] ?? field.default ?? null}
            onChange={(value) =>
              changeAlgorithm({ settings: changed(settings, field.name, value) })
            }
          />
        ))}
        <NumberField
          label={words.epochs}
          value={experiment.epochs ?? null}
          whole
          least={1}
          most={catalogue.limits["epochs"]}
          onChange={(epochs) => change({ epochs: epochs ?? defaults.epochs })}
        />
        <NumberField
          label={words.batch}
          value={experiment.batch_size ?? null}
          whole
          least={1}
          hint={words.byDefault(chosen?.is_evolution ? words.allRows : 32)}
          onChange={(batch_size) => change({ batch_size })}
        />
        <NumberField
          label={words.seed}
          value={experiment.seed ?? null}
          whole
          least={0}
          onChange={(seed) => change({ seed: seed ?? defaults.seed })}
        />
      </div>
    </section>
  );
}
