/**
 * What a check found: the verdict, the input and the credit in the language of the page; what
 * teaches, the known mistake and its reason, in English as the lessons are.
 */
import type { CheckResult } from "../../engine/types";
import { percent } from "../../parts/numbers";
import { useSay } from "../../words/messages";
import { useLearnWords } from "./words";

/** Of these the words of the page say all. */
const SAID = new Set(["time", "memory", "ended", "missing", "solution"]);

export function Result({ result }: { result: CheckResult }) {
  const words = useLearnWords();
  const say = useSay();
  const verdict = result.passed ? words.passed : words.notYet(words.problems[result.problem] ?? "");
  return (
    <div className={result.passed ? "note passed" : "note"}>
      {result.remarks.map((remark) => (
        <p key={remark.text} lang={remark.code ? undefined : "en"}>
          {say(remark)}
        </p>
      ))}
      <p>
        <b>
          <code translate="no">{result.exercise}</code>: {verdict}
        </b>
      </p>
      {!result.passed && !SAID.has(result.problem) && <Reasons result={result} />}
      {result.input !== "" && <p>{words.at(result.input, result.compared.length > 0)}</p>}
      {result.compared.length > 0 && <Compared rows={result.compared} />}
      {!result.passed && (
        <p className="soft">{words.credit(percent(floored(result.credit)), result.lesson)}</p>
      )}
    </div>
  );
}

/** Nearly all of the credit is not all of it. */
const floored = (credit: number) => Math.floor(100 * credit) / 100;

function Reasons({ result }: { result: CheckResult }) {
  return (
    <div lang="en" translate="no">
      {[result.headline, ...result.sentences].map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </div>
  );
}

function Compared({ rows }: { rows: CheckResult["compared"] }) {
  const words = useLearnWords();
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{words.yours}</th>
            <th scope="col">{words.right}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ letter, yours, right }) => (
            <tr key={letter}>
              <th scope="row" lang="en">
                {letter}
              </th>
              <td>{yours}</td>
              <td>{right}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
