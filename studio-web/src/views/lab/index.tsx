/** The Lab: choose data, build a network, choose an algorithm, and watch, all on one screen. */
import type { ReactNode } from "react";
import { ErrorNote } from "../../parts/ErrorNote";
import { Subject } from "../../parts/Saveable";
import { useMedia } from "../../parts/useMedia";
import { InTabs } from "../../parts/InTabs";
import { usePartWords } from "../../parts/words";
import { LabContext, useLab } from "./context";
import { Curves } from "./Curves";
import { DataPanel } from "./DataPanel";
import { Foot } from "./Foot";
import "./lab.css";
import "./panels.css";
import { NetworkPanel } from "./NetworkPanel";
import { Output } from "./Output";
import { Settings } from "./Settings";
import { Strip } from "./Strip";
import { Trouble } from "./Trouble";
import { useLabState } from "./useLabState";
import { useLabWords } from "./words";

/** From here on everything is seen together; narrower pages have tabs. In letters, not pixels. */
const WIDE = "(min-width: 47.5em)";

export default function Lab() {
  const state = useLabState();
  const isWide = useMedia(WIDE);
  return (
    <LabContext value={state}>
      <Named>{isWide ? <Together /> : <OneByOne />}</Named>
    </LabContext>
  );
}

/** What the pictures inside show, for the names of their files. */
function Named({ children }: { children: ReactNode }) {
  const { run, view } = useLab();
  const { subject } = usePartWords();
  const name = view.value?.card.name ?? "";
  const shown = run === null ? name : subject(run.experiment.data?.name ?? "", run.id);
  return <Subject value={shown}>{children}</Subject>;
}

function Together() {
  const { run } = useLab();
  return (
    <div className={run?.is_evolution ? "lab of-evolution" : "lab"}>
      <Strip />
      <div className="lab-left card">
        <DataPanel />
        <Settings />
      </div>
      <div className="lab-middle card">
        <NetworkPanel />
        <Notices />
      </div>
      <div className="lab-curves card">
        <Curves />
      </div>
      <div className="lab-output card">
        <Output />
      </div>
      <Foot />
    </div>
  );
}

/** One part at a time, with Play always in reach. */
function OneByOne() {
  const words = useLabWords();
  const parts = [
    { id: "data", title: words.data, part: <DataPanel /> },
    { id: "network", title: words.network, part: <NetworkPanel /> },
    { id: "training", title: words.learning, part: <Settings /> },
    {
      id: "output",
      title: words.output,
      part: (
        <>
          <Curves />
          <Output />
        </>
      ),
    },
  ];
  return (
    <div className="lab in-tabs">
      <Strip />
      <Notices />
      <InTabs label={words.parts} parts={parts} />
      <Foot />
    </div>
  );
}

/** What went wrong, over the picture of the network, so that nothing moves. */
function Notices() {
  const { error, cards, view, sketch } = useLab();
  return (
    <div className="notices">
      <Trouble />
      <ErrorNote error={error ?? cards.error ?? view.error ?? sketch.error} />
    </div>
  );
}
