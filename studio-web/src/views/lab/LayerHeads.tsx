import { type CSSProperties, useRef } from "react";
import type { Catalogue, DenseChoice, LayerChoice } from "../../engine/types";
import { useAnnounced } from "../../parts/Announcer";
import { percent } from "../../parts/numbers";
import { Button, NumberField, Select } from "../../parts/widgets";
import { useCatalogueWords } from "../../words/catalogue";
import { ChoiceField } from "./ChoiceField";
import { useLab } from "./context";
import "./layerHeads.css";
import {
  addedAfter,
  type Head,
  headsOf,
  isFull,
  newDense,
  replaced,
  standingOf,
  unitsWithin,
  withDropout,
  without,
} from "./layers";
import { isDense } from "./settings";
import { useLabWords } from "./words";

const RATES = [0, 0.1, 0.2, 0.3, 0.4, 0.5];

interface LayerHeadsProps {
  /** Where the columns of the diagram stand, in pixels from its left. */
  columns: readonly number[];
  onEdit: () => void;
}

/** The hidden layers, to be changed above the columns of the diagram. */
export function LayerHeads({ columns, onEdit }: LayerHeadsProps) {
  const { heads: words, fullOfLayers } = useLabWords();
  const { catalogue, experiment, change } = useLab();
  const list = useRef<HTMLUListElement>(null);
  const [announcer, announce] = useAnnounced();
  if (catalogue === null) return null;
  const hidden = experiment.hidden ?? [];
  const heads = headsOf(hidden);
  const standing = standingOf(heads, columns);
  const put = (layers: LayerChoice[], said: string) => {
    change({ hidden: layers });
    announce(said);
  };
  const add = (number: number) =>
    put(
      addedAfter(hidden, heads[number - 1], newDense(catalogue, hidden)),
      words.added(number + 1),
    );
  const remove = (number: number, head: Head) => {
    // the button that was pressed goes away; the one before it stays
    list.current?.querySelectorAll<HTMLElement>(".column-gap .button")[number - 1]?.focus();
    put(without(hidden, head), words.removed(number));
  };
  const adder = (number: number) => (
    <li key={`gap${number}`} className="column-gap" style={at(standing?.gaps[number])}>
      <Button
        aria-label={words.add(number)}
        isDisabled={isFull(catalogue, hidden)}
        why={fullOfLayers}
        onPress={() => add(number)}
      >
        +
      </Button>
    </li>
  );
  return (
    <div className="layer-heads" data-tour="layer">
      <ul
        ref={list}
        className={standing ? "column-heads standing" : "column-heads"}
        aria-label={words.label}
      >
        {adder(0)}
        {heads.flatMap((head, place) => [
          <li
            key={`head${place}`}
            className="column-head"
            style={{ ...at(standing?.heads[place]), width: standing?.width }}
          >
            <HeadFields
              head={head}
              number={place + 1}
              catalogue={catalogue}
              hidden={hidden}
              put={put}
              onRemove={() => remove(place + 1, head)}
              onEdit={onEdit}
            />
          </li>,
          adder(place + 1),
        ])}
      </ul>
      {announcer}
    </div>
  );
}

const at = (x: number | undefined): CSSProperties => (x === undefined ? {} : { left: x });

interface HeadProps {
  head: Head;
  /** Its number in the diagram, from 1. */
  number: number;
  catalogue: Catalogue;
  hidden: LayerChoice[];
  put: (layers: LayerChoice[], said: string) => void;
  onRemove: () => void;
  onEdit: () => void;
}

function HeadFields(props: HeadProps) {
  const { layer } = props.head;
  return isDense(layer) ? <DenseHead {...props} layer={layer} /> : <OtherHead {...props} />;
}

function DenseHead(props: HeadProps & { layer: DenseChoice }) {
  const { head, layer, number, catalogue, hidden, put } = props;
  const lab = useLabWords();
  const words = lab.heads;
  const units = layer.units ?? catalogue.dense.units;
  const set = (wanted: number) => {
    const kept = unitsWithin(catalogue, wanted);
    put(replaced(hidden, head.place, { ...layer, units: kept }), words.now(number, kept));
  };
  const activation = layer.activation ?? "relu";
  return (
    <>
      <span className="column-title">{lab.layer(number)}</span>
      <div className="column-units">
        <Button aria-label={words.fewer(number)} onPress={() => units > 1 && set(units - 1)}>
          −
        </Button>
        <NumberField
          label={words.units(number)}
          value={units}
          whole
          least={1}
          most={catalogue.limits["units"]}
          onChange={(wanted) => set(wanted ?? catalogue.dense.units)}
        />
        <Button aria-label={words.more(number)} onPress={() => set(units + 1)}>
          +
        </Button>
      </div>
      <ChoiceField
        label={words.activation(number)}
        family="activation"
        choices={catalogue.activations}
        value={activation}
        onChange={(name) =>
          put(replaced(hidden, head.place, { ...layer, activation: name ?? activation }), "")
        }
      />
      <div className="column-last">
        <DropoutSelect {...props} />
        <RemoveButton {...props} />
      </div>
    </>
  );
}

/** The rate of the dropout after a layer; 0 for none. */
function DropoutSelect({ head, number, catalogue, hidden, put }: HeadProps) {
  const words = useLabWords().heads;
  const rate = head.dropout === null ? 0 : (head.dropout.rate ?? catalogue.dropout.rate);
  const isOnlyZero = head.dropout === null && isFull(catalogue, hidden);
  const rates = isOnlyZero ? [0] : [...new Set([...RATES, rate])].sort((a, b) => a - b);
  return (
    <Select
      label={words.dropout(number)}
      about={words.dropout(number)}
      value={String(rate)}
      options={rates.map((one) => ({ value: String(one), title: words.drop(percent(one)) }))}
      onChange={(value) => put(withDropout(hidden, head, Number(value)), "")}
    />
  );
}

/** A layer that the drawer alone can change: its name. */
function OtherHead(props: HeadProps) {
  const { head, number, onEdit } = props;
  const words = useLabWords();
  const names = useCatalogueWords();
  const { layer } = head;
  const name = layer.kind === "layer" ? names.nameOf("layer", layer.name ?? "") : words.dropout;
  return (
    <>
      <span className="column-title">{name}</span>
      <div className="column-last">
        <Button aria-label={words.heads.edit(number, name)} onPress={onEdit}>
          {words.heads.editShort}
        </Button>
        <RemoveButton {...props} />
      </div>
    </>
  );
}

function RemoveButton({ number, onRemove }: HeadProps) {
  const words = useLabWords().heads;
  return (
    <Button aria-label={words.remove(number)} onPress={onRemove}>
      ×
    </Button>
  );
}
