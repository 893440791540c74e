/** Buttons, fields and dialogs, built on react-aria-components: all work with the keyboard. */
import { type ReactNode, useId, useRef } from "react";
import {
  Button as AriaButton,
  type ButtonProps,
  Dialog as AriaDialog,
  Heading,
  Modal,
  ModalOverlay,
} from "react-aria-components";
import { useDraft } from "./useDraft";

interface Looks extends Omit<ButtonProps, "isDisabled"> {
  /** The one action that a screen is for. */
  main?: boolean;
  /** What cannot be undone. */
  danger?: boolean;
}

/** A button that can be off has a reason, said while it is. */
type ActionProps = Looks &
  ({ isDisabled: boolean; why: string } | { isDisabled?: never; why?: never });

export function Button({ main = false, danger = false, why, ...props }: ActionProps) {
  const id = useId();
  const className = `button${main ? " main" : ""}${danger ? " danger" : ""}`;
  if (!props.isDisabled) return <AriaButton {...props} className={className} />;
  return (
    <span className="why" title={why}>
      <AriaButton {...props} className={className} aria-describedby={id} />
      <span id={id} hidden>
        {why}
      </span>
    </span>
  );
}

interface SelectProps {
  label: string;
  value: string;
  options: { value: string; title: string; group?: string }[];
  onChange: (value: string) => void;
  about?: string | undefined;
}

/** A choice among a few words: the native list, which phones and screen readers support best. */
export function Select({ label, value, options, onChange, about }: SelectProps) {
  const id = useId();
  const groups = [...new Set(options.map((option) => option.group ?? ""))];
  const inside = (group: string) =>
    options
      .filter((option) => (option.group ?? "") === group)
      .map((option) => (
        <option key={option.value} value={option.value}>
          {option.title}
        </option>
      ));
  return (
    <div className="field" title={about}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)}>
        {groups.map((group) =>
          group === "" ? (
            inside(group)
          ) : (
            <optgroup key={group} label={group}>
              {inside(group)}
            </optgroup>
          ),
        )}
      </select>
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  value: number | null;
  onChange: (value: number | null) => void;
  whole?: boolean;
  least?: number;
  most?: number;
  hint?: string | undefined;
  isDisabled?: boolean;
}

/** A number that may be empty. It is committed on Enter, or when the field loses the focus. */
export function NumberField({
  label,
  value,
  onChange,
  whole,
  least,
  most,
  hint,
  isDisabled = false,
}: NumberFieldProps) {
  const id = useId();
  const [text, setText] = useDraft(value === null ? "" : String(value));
  const take = () => {
    const number = text.trim() === "" ? null : Number(text);
    if (number !== null && !Number.isFinite(number)) return;
    const kept =
      number === null ? null : Math.min(most ?? Infinity, Math.max(least ?? -Infinity, number));
    const final = kept !== null && whole ? Math.round(kept) : kept;
    setText(final === null ? "" : String(final));
    if (final !== value) onChange(final);
  };
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        inputMode={whole ? "numeric" : "decimal"}
        value={text}
        placeholder={hint}
        disabled={isDisabled}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => event.key === "Enter" && take()}
      />
    </div>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  onEnter?: () => void;
}

export function TextField({ label, value, onChange, onEnter }: TextFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        maxLength={64}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Enter" && onEnter?.()}
      />
    </div>
  );
}

interface SliderProps {
  label: string;
  value: number;
  least: number;
  most: number;
  step: number;
  text: string;
  onChange: (value: number) => void;
  /** Called once the value has settled, whether it was changed by pointer, key or otherwise. */
  onEnd?: (value: number) => void;
}

const REST_MS = 220;

export function Slider({ label, value, least, most, step, text, onChange, onEnd }: SliderProps) {
  const id = useId();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        <span aria-hidden="true">
          : <b>{text}</b>
        </span>
      </label>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={value}
        aria-valuetext={text}
        onChange={(event) => {
          const moved = Number(event.target.value);
          onChange(moved);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => onEnd?.(moved), REST_MS);
        }}
      />
    </div>
  );
}

export function Switch(props: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <label className="switch">
      <input
        type="checkbox"
        checked={props.isOn}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      {props.label}
    </label>
  );
}

interface SegmentsProps {
  label: string;
  value: string;
  options: { value: string; title: string; colour?: string }[];
  onChange: (value: string) => void;
}

/** A choice among a few visible options. The arrow keys choose. */
export function Segments({ label, value, options, onChange }: SegmentsProps) {
  const name = useId();
  return (
    <fieldset className="segments">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>
            {option.colour && <i style={{ background: option.colour }} />}
            {option.title}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface DialogProps {
  title: string;
  close: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
}

export function Dialog({ title, close, isOpen, onClose, children }: DialogProps) {
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal>
        <AriaDialog className="dialog">
          <Heading slot="title">{title}</Heading>
          {children}
          <Button onPress={onClose}>{close}</Button>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export { Tab, TabList, TabPanel, Tabs } from "react-aria-components";
