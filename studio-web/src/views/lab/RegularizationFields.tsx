import { useEffect, useRef } from "react";
import { NumberField, Select } from "../../parts/widgets";
import { useCatalogueWords } from "../../words/catalogue";
import { useLab } from "./context";
import { isLive } from "./live";
import { Marked } from "./Marked";
import { isChanged, type Regularization, regularizationOf, regularized } from "./settings";
import { useLabWords } from "./words";

const VARIES = "varies";

/** The penalty of large weights, and its strength, in all layers of neurons. */
export function RegularizationFields() {
  const words = useLabWords();
  const names = useCatalogueWords();
  const { catalogue, experiment, suited, change, run, send, error } = useLab();
  const hidden = experiment.hidden ?? [];
  const now = regularizationOf(hidden);
  const asked = useRef<Regularization | null>(null); // of the run, whose event has not come yet
  useEffect(() => {
    const isTaken =
      asked.current?.regularizer === now?.regularizer && asked.current?.strength === now?.strength;
    if (isTaken || error !== null) asked.current = null;
  }, [now?.regularizer, now?.strength, error]);
  const put = (part: Partial<Regularization>) => {
    const wanted = { ...(asked.current ?? now ?? NONE), ...part };
    if (!isLive(run)) return change({ hidden: regularized(hidden, wanted) });
    asked.current = wanted;
    void send({ do: "regularize", ...wanted });
  };
  const titles = (catalogue?.regularizers ?? []).map(({ name }) => ({
    value: name,
    title: names.nameOf("regularizer", name),
  }));
  const varies = now === null ? [{ value: VARIES, title: words.varies }] : [];
  return (
    <>
      <Marked
        label={words.regularizer}
        isChanged={isChanged("regularization", experiment, suited)}
        onPutBack={() => put(regularizationOf(suited.hidden ?? []) ?? NONE)}
      >
        <Select
          label={words.regularizer}
          value={now === null ? VARIES : (now.regularizer ?? "")}
          options={[...varies, { value: "", title: words.none }, ...titles]}
          onChange={(name) =>
            name !== VARIES && put({ regularizer: (name || null) as Regularization["regularizer"] })
          }
        />
      </Marked>
      <div className={now?.regularizer ? "marked" : "marked absent"}>
        <NumberField
          label={words.strength}
          value={now?.regularizer ? now.strength : null}
          least={0}
          most={100}
          isDisabled={!now?.regularizer}
          onChange={(strength) => put({ strength: strength ?? NONE.strength })}
        />
      </div>
    </>
  );
}

const NONE: Regularization = { regularizer: null, strength: 0.01 };
