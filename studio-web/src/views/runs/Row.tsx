/** One run of the table; on a phone it is a card. */
import { type ReactNode, useContext } from "react";
import { Cell, Row, TableStateContext } from "react-aria-components";
import { api } from "../../engine/client";
import type { Run } from "../../engine/types";
import { ActionMenu } from "../../parts/ActionMenu";
import { lossText, percent } from "../../parts/numbers";
import { useDraft } from "../../parts/useDraft";
import { Button } from "../../parts/widgets";
import { usePrefs } from "../../store/prefs";
import { keepAnswer } from "../../store/runs";
import { isName } from "../../parts/files";
import { plannedFor } from "../../store/orders";
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

export function RunRow({ run, isPicked, isFull, act, onError }: RowProps) {
  const words = useRunsWords();
  const names = useCatalogueWords();
  const { columns } = words;
  return (
    <Row id={run.id} textValue={titleOf(run)} data-picked={isPicked}>
      <ControlCell id={`${run.id} pick`} label={words.compareColumn}>
        <input
          type="checkbox"
          aria-label={words.pick(titleOf(run))}
          checked={isPicked}
          disabled={isFull && !isPicked}
          onChange={() => act("pick", run)}
        />
      </ControlCell>
      <ControlCell id={`${run.id} name`} label={columns.name}>
        <span className="place">#{run.id}</span>
        <NameField run={run} onError={onError} />
      </ControlCell>
      <ControlCell id={`${run.id} status`} label={columns.status}>
        <Status run={run} act={act} />
      </ControlCell>
      <Cell data-label={columns.data}>{run.experiment.data?.name}</Cell>
      <Cell data-label={columns.network} className="wide">
        {names.titleOf(run.network)}
      </Cell>
      <Cell data-label={columns.algorithm}>
        {names.nameOf("algorithm", run.experiment.algorithm?.name ?? "")}
      </Cell>
      <Cell data-label={columns.epochs}>{words.epochsOf(run.epoch, plannedFor(run))}</Cell>
      <Cell data-label={columns.accuracy}>{percent(run.last?.val_accuracy)}</Cell>
      <Cell data-label={columns.loss}>{lossText(run.last?.val_loss)}</Cell>
      <Cell data-label={columns.created}>
        <Moment at={run.created} />
      </Cell>
      <ControlCell id={`${run.id} actions`} label={words.actions}>
        <Actions run={run} act={act} />
      </ControlCell>
    </Row>
  );
}

interface ControlCellProps {
  id: string;
  label: string;
  children: ReactNode;
}

/** A cell with a control in it; the table calls it by its `id`, unique in the table. */
function ControlCell({ id, label, children }: ControlCellProps) {
  return (
    <Cell id={id} data-label={label}>
      <FocusHolder cell={id}>{children}</FocusHolder>
    </Cell>
  );
}

/**
 * Tells the table which cell has the focus. By itself the table asks that of a pointer only, and
 * moves a focus that a screen reader gave to a control into its first row.
 */
function FocusHolder({ cell, children }: { cell: string; children: ReactNode }) {
  const cells = useContext(TableStateContext)?.selectionManager;
  return (
    <div className="held" onFocus={() => cells && !cells.isFocused && cells.setFocusedKey(cell)}>
      {children}
    </div>
  );
}

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
  const [text, setText] = useDraft(run.name);
  const take = () => {
    const name = text.trim();
    if (name === run.name) return setText(name);
    if (!isName(name)) return onError(words.badName);
    keepAnswer("runs", run.id, api.renameRun(run.id, name)).then(() => onError(null), onError);
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
  const language = usePrefs((prefs) => prefs.language);
  const actions = ["open", "save", "python", "link", "csv"] as const;
  return (
    <ActionMenu
      label={words.actionsOf(titleOf(run))}
      items={[
        ...actions.map((id) => ({ id, name: words[id] })),
        { id: "report", name: words.report, href: api.reportAddress(run.id, language) },
        { id: "remove", name: words.remove },
      ]}
      onAction={(id) => act(id as Action, run)}
    >
      ⋯
    </ActionMenu>
  );
}
