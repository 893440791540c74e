import { useState } from "react";
import { Region } from "../../parts/Region";
import { Button, NumberField, Select } from "../../parts/widgets";
import { useCatalogueWords } from "../../words/catalogue";
import { defaultsOf, useAlgorithm } from "./algorithm";
import { useLab } from "./context";
import { isLive } from "./live";
import { Marked, MarkedSetting } from "./Marked";
import { MoreSettings } from "./MoreSettings";
import { RateField } from "./RateField";
import { RegularizationFields } from "./RegularizationFields";
import { SettingField } from "./SettingField";
import { changesIn, isChanged, USUAL_BATCH } from "./settings";
import { useLabWords } from "./words";

/** Settings of evolution that fit beside the others; the rest are in the drawer. */
const FEW = 2;

/** The settings that matter, close together; the rest is in a drawer. */
export function Settings() {
  const words = useLabWords();
  const { catalogue } = useLab();
  const [isOpen, setOpen] = useState(false);
  const { entry } = useAlgorithm();
  if (catalogue === null) return null;
  return (
    <Region className="settings" title={words.learning}>
      <AlgorithmField />
      {entry?.is_evolution ? <EvolutionFields /> : <RateField />}
      <BatchField />
      <EpochsField />
      <RegularizationFields />
      <HeldOutField />
      <SeedField />
      <div className="settings-more">
        <Button aria-haspopup="dialog" onPress={() => setOpen(true)}>
          {words.moreSettings}
        </Button>
        <PutAllBack />
      </div>
      <MoreSettings isOpen={isOpen} onClose={() => setOpen(false)} />
    </Region>
  );
}

export function AlgorithmField() {
  const words = useLabWords();
  const names = useCatalogueWords();
  const { catalogue } = useLab();
  const { entry, choose } = useAlgorithm();
  return (
    <MarkedSetting mark="algorithm" label={words.algorithm}>
      <Select
        label={words.algorithm}
        value={entry?.name ?? ""}
        options={(catalogue?.algorithms ?? []).map(({ name, is_evolution }) => ({
          value: name,
          title: names.nameOf("algorithm", name),
          group: is_evolution ? words.evolution : words.descent,
        }))}
        about={entry && names.aboutOf("algorithm", entry)}
        onChange={choose}
      />
    </MarkedSetting>
  );
}

/** The first settings of an evolution. */
function EvolutionFields() {
  const { fields } = useAlgorithm();
  return fields.slice(0, FEW).map(({ name }) => <OwnField key={name} name={name} />);
}

/** A setting of the algorithm's own. */
export function OwnField({ name }: { name: string }) {
  const names = useCatalogueWords();
  const { entry, fields, valueOf, isChanged, set, putBack } = useAlgorithm();
  const field = fields.find((one) => one.name === name);
  if (field === undefined) return null;
  return (
    <Marked
      label={names.nameOf("setting", name)}
      isChanged={isChanged(name)}
      onPutBack={() => putBack(name)}
    >
      <SettingField
        key={`${entry?.name}.${name}`}
        field={field}
        value={valueOf(name)}
        onChange={(value) => set(name, value)}
      />
    </Marked>
  );
}

/** The rows of a mini-batch. A running training takes another number up. */
function BatchField() {
  const words = useLabWords();
  const { experiment, suited, change, putBack, run, send } = useLab();
  const { entry } = useAlgorithm();
  const put = (rows: number | null, write: typeof change) => {
    if (isLive(run)) void send({ do: "batch_size", batch_size: rows ?? USUAL_BATCH });
    else write({ batch_size: rows });
  };
  return (
    <Marked
      label={words.batch}
      isChanged={isChanged("batch_size", experiment, suited)}
      onPutBack={() => put(suited.batch_size ?? null, putBack)}
    >
      <NumberField
        label={words.batch}
        value={experiment.batch_size ?? null}
        whole
        least={1}
        hint={words.byDefault(entry?.is_evolution ? words.allRows : USUAL_BATCH)}
        onChange={(rows) => put(rows, change)}
      />
    </Marked>
  );
}

function EpochsField() {
  const words = useLabWords();
  const { catalogue, experiment, suited, change } = useLab();
  return (
    <MarkedSetting mark="epochs" label={words.epochs}>
      <NumberField
        label={words.epochs}
        value={experiment.epochs ?? null}
        whole
        least={1}
        most={catalogue?.limits["epochs"]}
        onChange={(epochs) => change({ epochs: epochs ?? suited.epochs })}
      />
    </MarkedSetting>
  );
}

function SeedField() {
  const words = useLabWords();
  const { experiment, suited, change } = useLab();
  return (
    <MarkedSetting mark="seed" label={words.seed}>
      <NumberField
        label={words.seed}
        value={experiment.seed ?? null}
        whole
        least={0}
        onChange={(seed) => change({ seed: seed ?? suited.seed })}
      />
    </MarkedSetting>
  );
}

function HeldOutField() {
  const words = useLabWords();
  const { experiment, suited, change } = useLab();
  const data = { ...suited.data, ...experiment.data };
  return (
    <MarkedSetting mark="test" label={words.held}>
      <NumberField
        label={words.held}
        value={data.test ?? null}
        least={0.01}
        most={0.9}
        onChange={(test) => change({ data: { ...data, test: test ?? suited.data?.test } })}
      />
    </MarkedSetting>
  );
}

/** Everything back to what suits the data. */
function PutAllBack() {
  const words = useLabWords();
  const { experiment, suited, putBack } = useLab();
  const { fields } = useAlgorithm();
  const count = changesIn(experiment, suited, defaultsOf(fields));
  if (count === 0) return null;
  return <Button onPress={() => putBack(suited)}>{words.putAllBack(count)}</Button>;
}
