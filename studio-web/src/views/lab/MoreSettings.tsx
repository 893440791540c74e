import { Drawer } from "../../parts/Drawer";
import { Region } from "../../parts/Region";
import { useCatalogueWords } from "../../words/catalogue";
import { useWords } from "../../words";
import { useAlgorithm } from "./algorithm";
import { useLab } from "./context";
import { DataFields } from "./DataFields";
import { Formula } from "./Formula";
import { AlgorithmField, OwnField } from "./Settings";
import { OutputFields } from "./Network";
import { useLabWords } from "./words";

/** Every setting of the algorithm, with what it does; the loss; the split and the scaling. */
export function MoreSettings({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const words = useLabWords();
  const names = useCatalogueWords();
  const { catalogue } = useLab();
  const { entry, fields } = useAlgorithm();
  return (
    <Drawer title={words.moreSettings} close={useWords().close} isOpen={isOpen} onClose={onClose}>
      <Region className="stack" title={words.algorithm} level={3}>
        <AlgorithmField />
        {entry && <p className="soft">{names.aboutOf("algorithm", entry)}</p>}
        <Formula of={catalogue?.algorithms ?? []} name={entry?.name ?? ""} />
        <div className="fields">
          {fields.map(({ name }) => (
            <OwnField key={name} name={name} />
          ))}
        </div>
      </Region>
      <section className="stack" aria-label={words.output}>
        <h3>{words.output}</h3>
        <OutputFields />
      </section>
      <section className="stack" aria-label={words.data}>
        <h3>{words.data}</h3>
        <DataFields takes={[]} />
      </section>
    </Drawer>
  );
}
