import { Scroll } from "../../parts/DataTable";
import { usePartWords } from "../../parts/words";
import { useWordsOf } from "../../words";
import { lossText, measureText, percent } from "../../parts/numbers";
import { NONE } from "../../parts/pictures";
import { commonest, numbersVerdict, type PartResults, verdictOf } from "./reading";
import { type ResultsWords, WORDS } from "./words";

interface PartsProps {
  training: PartResults;
  heldOut: PartResults;
}

interface ReadingProps extends PartsProps {
  state: string;
  epoch: number;
  /** The number of training rows; large training sets are evaluated on a sample. */
  trainingRows: number;
  /** Whether rows are held out; of a tiny table, none is. */
  holdsOut: boolean;
}

/** Training beside held-out rows: a sentence, then the numbers. */
export function Reading(props: ReadingProps) {
  const { state, epoch, training, heldOut, trainingRows, holdsOut } = props;
  const words = useWordsOf(WORDS);
  const told = heldOut.confusion.length > 0 ? ofClasses : ofNumbers;
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- the keyboard scrolls it
    <section className="panel reading" aria-label={words.reading} tabIndex={0}>
      <header className="panel-head">
        <h2>{words.reading}</h2>
        <span className="soft">{state}</span>
      </header>
      <p className="verdict">
        {holdsOut ? told(words, epoch, training, heldOut) : words.noneHeldOut(training.rows)}
      </p>
      <Measures training={training} heldOut={heldOut} trainingRows={trainingRows} />
    </section>
  );
}

function ofClasses(
  words: ResultsWords,
  epoch: number,
  training: PartResults,
  heldOut: PartResults,
) {
  const [seen, unseen] = [percent(training.accuracy), percent(heldOut.accuracy)];
  const gap = 100 * ((training.accuracy ?? 0) - (heldOut.accuracy ?? 0));
  switch (verdictOf(epoch, training, heldOut)) {
    case "fresh":
      return words.verdict.fresh;
    case "underfit":
      return words.verdict.underfit(unseen, percent(commonest(heldOut)));
    case "overfit":
      return words.verdict.overfit(seen, unseen, gap.toFixed(1));
    case "slight":
      return words.verdict.slight(seen, unseen, gap.toFixed(1));
    case "level":
      return words.verdict.level(seen, unseen, heldOut.rows);
    case "lucky":
      return words.verdict.lucky(seen, unseen);
  }
}

function ofNumbers(
  words: ResultsWords,
  epoch: number,
  training: PartResults,
  heldOut: PartResults,
) {
  const [seen, unseen] = [lossText(training.rmse), lossText(heldOut.rmse)];
  switch (numbersVerdict(epoch, training, heldOut)) {
    case "fresh":
      return words.verdict.fresh;
    case "underfit":
      return words.numbers.underfit(lossText(heldOut.r2));
    case "overfit":
      return words.numbers.overfit(seen, unseen);
    case "level":
      return words.numbers.level(seen, unseen);
  }
}

const MEASURES = ["accuracy", "loss", "mae", "rmse", "r2"] as const;

function Measures({
  training,
  heldOut,
  trainingRows,
}: Pick<ReadingProps, "training" | "heldOut" | "trainingRows">) {
  const words = useWordsOf(WORDS);
  const known = MEASURES.filter((name) => heldOut[name] !== null && heldOut[name] !== undefined);
  const all = (part: PartResults) => (part === training ? trainingRows : part.rows);
  return (
    <table className="measures">
      <thead>
        <tr>
          <th scope="col">{words.measure}</th>
          {[training, heldOut].map((part) => (
            <th key={part.part} scope="col">
              {words.parts[part.part]}
              <br />
              <small>{words.judged(part.rows, all(part))}</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {known.map((name) => (
          <tr key={name}>
            <th scope="row">{words.measures[name]}</th>
            <td>{measureText(name, training[name])}</td>
            <td>{measureText(name, heldOut[name])}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The names of the classes as they are, whatever they are; the averages come last. */
function namesOf({ classes }: PartResults, words: ResultsWords) {
  const { averages } = words;
  const count = classes.length - averages.length;
  return classes.map(({ name }, line) => ({
    name: averages[line - count] ?? name,
    isAverage: line >= count,
  }));
}

const SCORES = ["precision", "recall", "f1", "support"] as const;

/** One row per class of the rows that are shown. */
export function ClassReport({ part }: { part: PartResults }) {
  const words = useWordsOf(WORDS);
  const { tableOf } = usePartWords();
  const title = `${words.classReport}: ${words.partsSmall[part.part]}`;
  return (
    <section className="panel class-report" aria-label={words.classReport}>
      <header className="panel-head">
        <h2 title={words.reportHint}>{title}</h2>
      </header>
      <Scroll label={tableOf(words.classReport)}>
        <table className="report">
          <thead>
            <tr>
              <th scope="col">{words.class}</th>
              {SCORES.map((score) => (
                <th key={score} scope="col" title={words.scoreHints[score]}>
                  {words[score]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {namesOf(part, words).map(({ name, isAverage }, line) => (
              <tr key={line} className={isAverage ? "average" : undefined}>
                <th scope="row">{name}</th>
                {SCORES.map((score) => (
                  <td key={score}>{scoreText(part.classes[line]?.[score], score)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}

/** Shares with three decimals, so that a column can be compared; counts as integers. */
function scoreText(value: number | null | undefined, score: (typeof SCORES)[number]): string {
  if (value === null || value === undefined) return NONE;
  return score === "support" ? String(value) : value.toFixed(3);
}
