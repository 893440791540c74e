import { useCallback, useMemo, useState } from "react";
import type { NeuronPlane } from "../../engine/types";
import { ErrorNote } from "../../parts/ErrorNote";
import { NetworkDiagram } from "../../parts/NetworkDiagram";
import { Button } from "../../parts/widgets";
import { useLab } from "./context";
import { LayerHeads } from "./LayerHeads";
import { MarkedSetting } from "./Marked";
import { LayersDrawer } from "./Network";
import { sketchOf } from "./sketch";
import { useLabWords } from "./words";

const NO_PLANES: NeuronPlane[] = [];

/** The network, as large as there is room. */
export function NetworkPanel() {
  const words = useLabWords();
  const { network } = useLab();
  const [isOpen, setOpen] = useState(false);
  const [columns, setColumns] = useState<number[]>([]);
  const take = useCallback(
    (found: number[]) => setColumns((old) => (String(old) === String(found) ? old : found)),
    [],
  );
  return (
    <section className="panel network-panel" aria-label={words.network}>
      <header className="panel-head">
        <MarkedSetting mark="hidden" label={words.network}>
          <h2>{words.network}</h2>
        </MarkedSetting>
        <Button aria-haspopup="dialog" onPress={() => setOpen(true)}>
          {words.editLayers}
        </Button>
      </header>
      <ErrorNote error={network.error} />
      <LayerHeads columns={columns} onEdit={() => setOpen(true)} />
      <Diagram onColumns={take} />
      <LayersDrawer isOpen={isOpen} onClose={() => setOpen(false)} />
    </section>
  );
}

/** The network with its weights; its shape alone before there is a run, or its first view. */
function Diagram({ onColumns }: { onColumns: (columns: number[]) => void }) {
  const words = useLabWords();
  const { experiment, view, sketch, network, plane } = useLab();
  const own = useMemo(
    () => (view.value ? sketchOf(experiment, view.value) : null),
    [experiment, view.value],
  );
  if (network.value !== null)
    return (
      <NetworkDiagram
        view={network.value}
        label={words.weights}
        planes={plane.boundary.value?.neurons ?? NO_PLANES}
        onColumns={onColumns}
      />
    );
  const planned = own ?? (sketch.error === null ? sketch.value : null);
  return planned && <NetworkDiagram view={planned} label={words.weights} onColumns={onColumns} />;
}
