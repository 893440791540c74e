/** One run of the table; on a phone it is a card. */
import { memo, useEffect, useState } from "react";
import { Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { api } from "../../engine/client";
import type { Run } from "../../engine/types";
import { shown } from "../../parts/pictures";
import { Button } from "../../parts/widgets";
import { usePrefs } from "../../store/prefs";
import { keepRun } from "../../store/runs";
import { isName } from "../../parts/files";
import { titleOf } from "./comparison";
import { useWords } from "../../words";
import { useSay } from "../../words/messages";
import { useCatalogueWords } from "../../words/catalogue";
import { useRunsWords } from "./words";

export type Action = "open" | "resume" | "save" | "python" | "link" | "csv" | "remove" | "pick";

interface RowProps {
  run: Run;
  isPicked: boolean;
  isFull: boolean;
  act: (action: Action, run: Run) => void;
  onError: (error: unknown) => void;
}

/** Runs change all the time during training: only the changed rows are rendered again. */
export const Row = memo(function Row({ run, isPicked, isFull, act, onError }: RowProps) {
  const words = useRunsWords();
  const names = useCatalogueWords();
  const { columns } = words;
  return (
    <tr data-picked={isPicked}>
      <td data-label={words.compareColumn}>
        <input
          type="checkbox"
          aria-label={words.pick(titleOf(run))}
          checked={isPicked}
          disabled={isFull && !isPicked}
          onChange={() => act("pick", run)}
        />
      </td>
      <th scope="row" data-label={columns.name}>
        <span className="place">#{run.id}</span>
        <NameField run={run} onError={onError} />
      </th>
      <td data-label={columns.status}>
        <Status run={run} act={act} />
      </td>
      <td data-label={columns.data}>{run.experiment.data?.name}</td>
      <td data-label={columns.network} className="wide">
        {names.titleOf(run.network)}
      </td>
      <td data-label={columns.algorithm}>
        {names.nameOf("algorithm", run.experiment.algorithm?.name ?? "")}
      </td>
      <td data-label={columns.epochs}>{words.epochsOf(run.epoch, run.experiment.epochs ?? 0)}</td>
      <td data-label={columns.accuracy}>{shown(run.last?.val_accuracy)}</td>
      <td data-label={columns.loss}>{shown(run.last?.val_loss)}</td>
      <td data-label={columns.created}>
        <Moment at={run.created} />
      </td>
      <td data-label={words.actions}>
        <Actions run={run} act={act} />
      </td>
    </tr>
  );
});

function Status({ run, act }: Pick<RowProps, "run" | "act">) {
  const words = useRunsWords();
  const say = useSay();
  const { statuses } = useWords();
  return (
    <span className="row">
      <span className="badge" data-status={run.status} title={say(run.note)}>
        {statuses[run.status]}
      </span>
      {run.status === "interrupted" && (
        <Button aria-label={`${words.resume}: ${titleOf(run)}`} onPress={() => act("resume", run)}>
          {words.resume}
        </Button>
      )}
    </span>
  );
}

/**
 * A name that is committed on Enter, or when the field loses the focus; Escape restores the old
 * one.
 */
function NameField({ run, onError }: Pick<RowProps, "run" | "onError">) {
  const words = useRunsWords();
  const [text, setText] = useState(run.name);
  useEffect(() => setText(run.name), [run.name]);
  const take = () => {
    const name = text.trim();
    if (name === run.name) return setText(name);
    if (!isName(name)) return onError(words.badName);
    api.renameRun(run.id, name).then(
      (renamed) => {
        keepRun(renamed);
        onError(null);
      },
      (problem: unknown) => onError(problem),
    );
  };
  return (
    <input
      aria-label={words.nameOf(run.id)}
      value={text}
      maxLength={64}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === "Enter") take();
        if (event.key !== "Escape") return;
        setText(run.name);
        onError(null);
      }}
    />
  );
}

export function Moment({ at }: { at: string }) {
  const language = usePrefs((prefs) => prefs.language);
  const date = new Date(at);
  const text = Number.isNaN(date.getTime())
    ? at
    : date.toLocaleString(language, { dateStyle: "short", timeStyle: "short" });
  return <time dateTime={at}>{text}</time>;
}

function Actions({ run, act }: Pick<RowProps, "run" | "act">) {
  const words = useRunsWords();
  const items = ["open", "save", "python", "link", "csv"] as const;
  return (
    <MenuTrigger>
      <Button aria-label={words.actionsOf(titleOf(run))}>⋯</Button>
      <Popover className="menu" placement="bottom end">
        <Menu
          aria-label={words.actionsOf(titleOf(run))}
          onAction={(key) => key !== "report" && act(key as Action, run)}
        >
          {items.map((item) => (
            <MenuItem key={item} id={item}>
              {words[item]}
            </MenuItem>
          ))}
          <MenuItem id="report" href={api.reportAddress(run.id)}>
            {words.report}
          </MenuItem>
          <MenuItem id="remove">{words.remove}</MenuItem>
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
