import { useState } from "react";
import { InTabs, type Part as Picture } from "../../parts/InTabs";
import { Region } from "../../parts/Region";
import { useWordsOf } from "../../words";
import { WORDS as RESULTS } from "../results/words";
import { useLab } from "./context";
import { DataImages } from "./DataImages";
import { Filters } from "./Filters";
import { Matrix } from "./Matrix";
import { Planes } from "./Planes";
import { Predictions } from "./Predictions";
import { useLabWords } from "./words";

/** What the network gives, in the pictures that the data ask for. */
export function Output() {
  const words = useLabWords();
  const pictures = usePictures();
  const [chosen, setChosen] = useState("");
  const shown = pictures.find(({ id }) => id === chosen) ?? pictures[0];
  return (
    <Region className="panel" title={words.modelOutput}>
      {shown === undefined ? (
        <p className="soft panel-empty">{words.noOutput}</p>
      ) : (
        <InTabs
          className="filling"
          label={words.modelOutput}
          parts={pictures}
          chosen={shown.id}
          choose={setChosen}
        />
      )}
    </Region>
  );
}

function usePictures(): Picture[] {
  const words = useLabWords();
  const { confusion } = useWordsOf(RESULTS);
  const { run, view, plane } = useLab();
  const data = view.value;
  const isOfRun = run !== null && data?.card.name === run.experiment.data?.name;
  if (data === null) return [];
  const isNumber = data.card.classes === null;
  const all: (Picture & { isThere: boolean })[] = [
    { id: "answers", title: words.curve, part: <Predictions />, isThere: isOfRun && isNumber },
    {
      id: "plane",
      title: isNumber ? words.tabs.surface : words.tabs.boundary,
      part: <Planes />,
      isThere: isOfRun && plane.isPossible,
    },
    {
      id: "weights",
      title: words.tabs.weights,
      part: <Filters />,
      isThere: isOfRun && !!data.side,
    },
    { id: "matrix", title: confusion, part: <Matrix />, isThere: isOfRun && !isNumber },
    { id: "images", title: words.images, part: <DataImages />, isThere: !!data.side },
  ];
  return all.filter(({ isThere }) => isThere);
}
