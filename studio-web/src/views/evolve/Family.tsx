import { useState } from "react";
import type { FamilyView } from "../../engine/types";
import { Popup } from "../../parts/Drawer";
import type { Part } from "../../parts/useAddress";
import { Button, Slider, Switch } from "../../parts/widgets";
import { fittestChild, type FitnessText, useFitnessText } from "./population";
import { Tree } from "./Tree";
import { type Ancestor, firstCopyOf, type Kin, rowsOf } from "./tree";
import type { Views } from "./views";
import { type EvolveWords, useEvolveWords } from "./words";

interface FamilyProps {
  views: Views;
  family: FamilyView;
  depth: number;
  put: (part: Part) => void;
}

/** The best individual with its ancestors, as a drawing or as text. */
export function Family({ views, family: { best }, depth, put }: FamilyProps) {
  const words = useEvolveWords();
  const text = useFitnessText(views.population.means);
  const [isText, setText] = useState(false);
  const isOther = views.isOfOther && best !== null;
  const title = isOther ? words.familyOf(best.individual) : words.family;
  const born = best && firstCopyOf(best);
  const rows = born ? rowsOf(born).slice(0, depth + 1) : [];
  return (
    <section className="panel family" aria-label={title}>
      <header className="panel-head">
        <h2>{title}</h2>
        {isOther && <Button onPress={() => put({ kin: null })}>{words.back}</Button>}
        <Popup label={words.optionsOf(title)} sign={<span aria-hidden="true">⋯</span>}>
          <Slider
            label={words.depth}
            value={depth}
            least={1}
            most={8}
            step={1}
            text={String(depth)}
            onChange={(next) => put({ depth: next })}
          />
          <Switch label={words.familyText} isOn={isText} onChange={setText} />
        </Popup>
      </header>
      <p className="soft">{best && born ? noteOf(words, views, best, born) : ""}</p>
      {born && born.generation > 1 && born.parents.length === 0 && born !== best && (
        <div className="panel-buttons">
          <Button onPress={() => put({ kin: fittestChild(views.population) })}>
            {words.seeFittest}
          </Button>
        </div>
      )}
      {isText ? <InWords rows={rows} text={text} /> : <Tree rows={rows} text={text} />}
    </section>
  );
}

/** How the drawing is read, or why it begins where it does. */
function noteOf(words: EvolveWords, views: Views, best: Ancestor, born: Ancestor): string {
  if (born.generation <= 1) return words.founders;
  if (born.parents.length > 0)
    return best === born
      ? words.familyHint
      : words.lived(best.individual, born.generation, born.individual);
  const isElite = best.individual < views.population.elites;
  return isElite && best !== born ? words.livedLong(born.generation) : words.noneKept;
}

/** The family as text. */
function InWords({ rows, text }: { rows: Kin[][]; text: FitnessText }) {
  const words = useEvolveWords();
  const names = new Map(rows.flat().map((kin) => [kin.key, kin.individual]));
  const fate = ({ parents, isElite }: Kin) => {
    const known = parents.flatMap((key) => names.get(key) ?? []);
    if (known.length === 0) return words.founder;
    if (isElite) return `${words.lives} (${known.join(", ")})`;
    return known.length === 1
      ? words.childOfOne(String(known[0]))
      : words.childOf(known.join(", "));
  };
  return (
    // eslint-disable-next-line jsx-a11y-x/no-noninteractive-tabindex -- the keyboard scrolls it
    <dl className="kinfolk" tabIndex={0}>
      {rows.map((row) => (
        <div key={row[0]?.generation}>
          <dt>
            {words.generation} {row[0]?.generation}
          </dt>
          {row.map((kin) => (
            <dd key={kin.key}>
              {words.nodeOf(kin.individual, text(kin.fitness))}: {fate(kin)}
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
