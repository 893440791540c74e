import { useWordsOf } from "../../words";
import { type Cell, heatOf, type PartResults } from "./reading";
import { WORDS } from "./words";
import { Saveable } from "../../parts/Saveable";
import "./confusion.css";

/** More classes than this have smaller cells, and the hint is read when it is pointed at. */
const MANY = 6;

interface ConfusionProps {
  part: PartResults;
  classes: string[];
  cell: Cell | null;
  onPick: (cell: Cell | null) => void;
}

/** The confusion matrix; each cell is a button that selects its misclassified rows. */
export function Confusion({ part, classes, cell, onPick }: ConfusionProps) {
  const words = useWordsOf(WORDS);
  const areMany = classes.length > MANY;
  return (
    <>
      <p className={areMany ? "unseen" : "soft"}>{words.confusionHint}</p>
      <Saveable title={words.confusion}>
        <div className="scroll">
          <table className={areMany ? "confusion many" : "confusion"}>
            <caption className="unseen">{words.confusion}</caption>
            <thead>
              <tr>
                <td className="soft corner" title={`${words.trueDown}. ${words.confusionHint}`}>
                  {areMany ? (
                    <>
                      <span className="unseen">{words.trueDown}</span>
                      <span aria-hidden="true">↓ →</span>
                    </>
                  ) : (
                    words.trueDown
                  )}
                </td>
                {classes.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {classes.map((name, truth) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  {classes.map((_, chosen) => (
                    <td key={chosen}>
                      <CellButton
                        at={{ truth, chosen }}
                        part={part}
                        classes={classes}
                        isPicked={cell?.truth === truth && cell.chosen === chosen}
                        onPick={onPick}
                      />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </Saveable>
    </>
  );
}

interface CellButtonProps {
  at: Cell;
  part: PartResults;
  classes: string[];
  isPicked: boolean;
  onPick: (cell: Cell | null) => void;
}

function CellButton({ at, part, classes, isPicked, onPick }: CellButtonProps) {
  const words = useWordsOf(WORDS);
  const count = part.confusion[at.truth]?.[at.chosen] ?? 0;
  const colour = at.truth === at.chosen ? "--plus" : "--minus";
  const strength = (50 * heatOf(part.confusion, at)).toFixed(0);
  return (
    <button
      type="button"
      className="cell"
      aria-pressed={isPicked}
      aria-label={words.cell(classes[at.truth] ?? "", classes[at.chosen] ?? "", count)}
      style={{ background: `color-mix(in srgb, var(${colour}) ${strength}%, var(--surface))` }}
      onClick={() => onPick(isPicked ? null : at)}
    >
      {count}
    </button>
  );
}
