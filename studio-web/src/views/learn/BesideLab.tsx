/** The Lab beside a lesson: what a lesson sets is seen to learn here, by the Lab's own parts. */
import { ErrorNote } from "../../parts/ErrorNote";
import { InTabs } from "../../parts/InTabs";
import { Region } from "../../parts/Region";
import { LabContext, useLab } from "../lab/context";
import { Curves } from "../lab/Curves";
import { Foot } from "../lab/Foot";
import { NetworkPanel } from "../lab/NetworkPanel";
import { Output } from "../lab/Output";
import { Settings } from "../lab/Settings";
import { Strip } from "../lab/Strip";
import { Trouble } from "../lab/Trouble";
import { useLabState } from "../lab/useLabState";
import { useLabWords } from "../lab/words";
import "../lab/lab.css";
import "../lab/panels.css";
import { useLearnWords } from "./words";

export default function BesideLab() {
  const words = useLearnWords();
  const state = useLabState();
  return (
    <LabContext value={state}>
      <Region className="lab beside-lesson" title={words.lab}>
        <Strip />
        <div className="lab-middle card">
          <Parts />
          <Notices />
        </div>
        <div className="lab-curves card">
          <Curves />
        </div>
        <div className="lab-output card">
          <Output />
        </div>
        <Foot />
      </Region>
    </LabContext>
  );
}

/** The network; its settings stand behind it. */
function Parts() {
  const words = useLabWords();
  const { view } = useLab();
  const parts = [
    { id: "network", title: words.network, part: <NetworkPanel /> },
    { id: "training", title: words.learning, part: <Settings /> },
  ];
  return (
    <InTabs
      label={words.parts}
      parts={parts}
      className="filling"
      beside={<b className="soft">{view.value?.card.name}</b>}
    />
  );
}

function Notices() {
  const { error, view, sketch } = useLab();
  return (
    <div className="notices">
      <Trouble />
      <ErrorNote error={error ?? view.error ?? sketch.error} />
    </div>
  );
}
