import { useState } from "react";
import { api } from "../../engine/client";
import type { DataSummary } from "../../engine/types";
import { Drawer } from "../../parts/Drawer";
import { ErrorNote } from "../../parts/ErrorNote";
import { Button } from "../../parts/widgets";
import { onData } from "../../store/defaults";
import { useExperiment } from "../../store/experiment";
import { useWords } from "../../words";
import { Cards, usePictures } from "./Cards";
import { useLab } from "./context";
import { DataFields } from "./DataFields";
import { DataTabs } from "./DataTabs";
import { OwnFileField, type OwnFile, OwnTable } from "./OwnTable";
import { PasteTable } from "./PasteTable";
import { Points } from "./Points";
import { useLabWords } from "./words";

interface DataDrawerProps {
  isOpen: boolean;
  onClose: () => void;
  /** A table of one's own that is being read. */
  file: OwnFile | null;
  onFile: (file: OwnFile | null) => void;
  onRead: (file: File) => void;
  error: unknown;
  onError: (error: unknown) => void;
}

const NONE: DataSummary[] = [];

/** Whether something has ever been so. */
function useOnce(isSo: boolean): boolean {
  const [wasSo, setWasSo] = useState(isSo);
  if (isSo && !wasSo) setWasSo(true);
  return wasSo;
}

/** All data sets, a table of one's own, points by hand, and everything about the chosen data. */
export function DataDrawer(props: DataDrawerProps) {
  const { isOpen, onClose, file, onFile, onRead, error, onError } = props;
  const words = useLabWords();
  const { cards, reload, view } = useLab();
  const { experiment, byHand, suit } = useExperiment();
  const [asks, setAsks] = useState<"points" | "paste" | null>(null);
  const known = cards.value ?? [];
  const pictures = usePictures(useOnce(isOpen) ? known : NONE);
  const card = known.find(({ name }) => name === experiment.data?.name);
  const taken = known.map(({ name }) => name);
  const choose = (name: string) => suit(onData(experiment, known, name, byHand));
  const added = (data: DataSummary) => {
    onFile(null);
    setAsks(null);
    reload();
    suit(onData(experiment, [...known, data], data.name, byHand));
    onClose();
  };
  const remove = (name: string) =>
    void api.deleteData(name).then(() => {
      reload();
      choose("iris");
    }, onError);
  return (
    <>
      <Drawer
        title={words.chooseData}
        close={useWords().close}
        isOpen={isOpen && file === null && asks === null}
        isWide
        onClose={onClose}
      >
        <Cards
          cards={known}
          pictures={pictures}
          chosen={experiment.data?.name ?? "iris"}
          onChoose={choose}
          onTaken={onClose}
        />
        <div className="row">
          <OwnFileField onFile={onRead} />
          <Button onPress={() => setAsks("paste")}>{words.paste}</Button>
          <Button onPress={() => setAsks("points")}>{words.place}</Button>
          {card?.source === "own" && (
            <Button onPress={() => remove(card.name)}>{words.deleteData(card.name)}</Button>
          )}
        </div>
        <ErrorNote error={error ?? cards.error ?? view.error} />
        <DataFields takes={card?.takes ?? []} />
        {view.value && <DataTabs key={view.value.card.name} view={view.value} />}
      </Drawer>
      {asks === "paste" && (
        <PasteTable
          taken={taken}
          onClose={() => setAsks(null)}
          onTable={(table) => {
            setAsks(null);
            onFile(table);
          }}
        />
      )}
      {file && <OwnTable file={file} onClose={() => onFile(null)} onAdded={added} />}
      {asks === "points" && <Points taken={taken} onClose={() => setAsks(null)} onAdded={added} />}
    </>
  );
}
