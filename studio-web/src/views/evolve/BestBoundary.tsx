import type { NetworkView } from "../../engine/types";
import { Boundary } from "../../parts/Boundary";
import { ErrorNote } from "../../parts/ErrorNote";
import type { Part } from "../../parts/useAddress";
import { Button, Select } from "../../parts/widgets";
import { useWordsOf } from "../../words";
import type { Views, Selection } from "./views";
import { WORDS } from "./words";

interface ChampionProps {
  views: Views;
  network: NetworkView | null;
  selection: Selection;
  put: (part: Part) => void;
}

/** The output of the best or of the selected individual over a plane of two inputs. */
export function BestBoundary({ views, network, selection, put }: ChampionProps) {
  const words = useWordsOf(WORDS).boundary;
  const { boundary, individual, population } = views;
  const breeds = population.parents.length > 0;
  const title = individual !== null ? words.one(individual) : breeds ? words.best : words.place;
  const inputs = network?.inputs ?? [];
  const options = inputs.map((name, place) => ({ value: String(place), title: name }));
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      {individual !== null && (
        <div className="row">
          <Button onPress={() => put({ individual: null })}>
            {breeds ? words.back : words.network}
          </Button>
        </div>
      )}
      {inputs.length > 2 && boundary?.value && (
        <div className="fields">
          <Select
            label={words.across}
            value={String(selection.across)}
            options={options.filter(({ value }) => value !== String(selection.up))}
            onChange={(value) => put({ across: value })}
          />
          <Select
            label={words.up}
            value={String(selection.up)}
            options={options.filter(({ value }) => value !== String(selection.across))}
            onChange={(value) => put({ up: value })}
          />
        </div>
      )}
      {boundary?.value ? (
        <div className="plane">
          <Boundary view={boundary.value} classes={network?.outputs ?? []} label={title} />
        </div>
      ) : (
        <>
          <ErrorNote error={boundary?.error} />
          {boundary === null && <p className="soft">{words.none}</p>}
        </>
      )}
    </section>
  );
}
