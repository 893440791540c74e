import { memo, useState } from "react";
import type { DataSummary, DataView } from "../../engine/types";
import { DataTable } from "../../parts/DataTable";
import { classColour, shown } from "../../parts/pictures";
import { Saveable, Subject } from "../../parts/Saveable";
import { Tab, TabList, TabPanel, Tabs } from "../../parts/widgets";
import { DataImages } from "./DataImages";
import { PairPlot } from "./PairPlot";
import { useSay } from "../../words/messages";
import { useCatalogueWords } from "../../words/catalogue";
import { useLabWords } from "./words";

/** The rows of the data set as a picture and as a table, and its description. */
export const DataTabs = memo(function DataTabs({ view }: { view: DataView }) {
  const words = useLabWords();
  const say = useSay();
  const { card } = view;
  const catalogue = useCatalogueWords();
  const isOwn = card.source === "own";
  return (
    <section className="stack" aria-label={words.dataTitle(card.name)}>
      <h3>{words.dataTitle(card.name)}</h3>
      <Counts view={view} />
      <Tabs className="tabs">
        <TabList aria-label={words.data}>
          <Tab id="plot">{words.plot}</Tab>
          <Tab id="table">{words.table}</Tab>
          <Tab id="story">{words.about}</Tab>
        </TabList>
        <TabPanel id="plot">
          {view.side ? (
            <DataImages />
          ) : (
            <Subject value={card.name}>
              <Saveable title={words.plot}>
                <PairPlot view={view} />
              </Saveable>
            </Subject>
          )}
        </TabPanel>
        <TabPanel id="table">
          <Rows view={view} />
        </TabPanel>
        <TabPanel id="story">
          <p className="story">
            {isOwn ? words.ownStory(card.name) : catalogue.descriptionOf(view)}
          </p>
          {view.notes.map((note) => (
            <p className="soft" key={note.text}>
              {say(note)}
            </p>
          ))}
        </TabPanel>
      </Tabs>
    </section>
  );
});

/** The function that gives one line about a data set. */
export function useAboutData(): (card: DataSummary) => string {
  const words = useLabWords();
  const catalogue = useCatalogueWords();
  return (card) => (card.source === "own" ? words.ownAbout : catalogue.aboutData(card));
}

/** The description, the number of rows, and the number per class. */
export function Counts({ view }: { view: DataView }) {
  const words = useLabWords();
  const about = useAboutData()(view.card);
  const [isLong, setLong] = useState(false);
  const most = Math.max(1, ...view.counts);
  const places = view.counts.map((_, place) => place).slice(0, isLong ? undefined : 10);
  return (
    <>
      <p className="soft">
        {about.charAt(0).toUpperCase() + about.slice(1)}. {words.count(view.total, view.held_out)}.
      </p>
      <div className="bars" role="group" aria-label={words.counts}>
        {places.map((place) => (
          <div key={place}>
            <span>{view.card.classes?.[place]}</span>
            <i
              style={{
                width: `${(100 * (view.counts[place] ?? 0)) / most}%`,
                background: classColour(place),
              }}
            />
            <span>{view.counts[place]}</span>
          </div>
        ))}
        {places.length < view.counts.length && (
          <button type="button" className="plain" onClick={() => setLong(true)}>
            +{view.counts.length - places.length}
          </button>
        )}
      </div>
    </>
  );
}

const MOST_FEATURES = 20;

function Rows({ view }: { view: DataView }) {
  const features = view.side ? [] : view.features.slice(0, MOST_FEATURES);
  return (
    <DataTable
      className="rows-table"
      label={view.card.name}
      heads={[view.target, ...features]}
      rows={view.rows.map(({ label, inputs }) => [
        label,
        ...(inputs ?? []).slice(0, MOST_FEATURES).map((value) => shown(value)),
      ])}
    />
  );
}
