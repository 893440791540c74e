import { shown } from "../../parts/pictures";
import { NumberField } from "../../parts/widgets";
import { useAlgorithm } from "./algorithm";
import { useLab } from "./context";
import { isLive } from "./live";
import { Marked } from "./Marked";
import { useSteady } from "./useSteady";
import { useLabWords } from "./words";

const RATE = "learning_rate";
const LEAST = -5;

/** The learning rate, as a number and as a slider. A running training takes it up. */
export function RateField() {
  const words = useLabWords();
  const { run, send } = useLab();
  const { fields, valueOf, suitedValueOf, isChanged, set } = useAlgorithm();
  const put = (rate: number | null) => {
    if (rate === null || !isLive(run)) set(RATE, rate);
    else void send({ do: "rate", learning_rate: rate });
  };
  const rate = Number(valueOf(RATE) ?? 0.01);
  const power = useSteady(Math.log10(rate), (value) => put(Number((10 ** value).toPrecision(3))));
  if (!fields.some(({ name }) => name === RATE)) return null;
  return (
    <div className="rate" data-tour="rate">
      <Marked
        label={words.rate}
        isChanged={isChanged(RATE)}
        onPutBack={() => put(suitedValueOf(RATE) as number | null)}
      >
        <NumberField label={words.rate} value={rate} least={1e-9} most={1000} onChange={put} />
      </Marked>
      <input
        type="range"
        aria-label={words.ratePower}
        min={LEAST}
        max={Math.max(1, power.value)}
        step={0.05}
        value={power.value}
        aria-valuetext={shown(10 ** power.value, 2)}
        onChange={(event) => power.move(Number(event.target.value))}
      />
    </div>
  );
}
