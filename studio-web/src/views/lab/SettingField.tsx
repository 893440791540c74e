import type { FieldOf, Setting } from "../../engine/types";
import { NumberField, Select } from "../../parts/widgets";
import { useCatalogueWords } from "../../words/catalogue";
import { useLabWords } from "./words";

/** The settings with one of them changed; null removes it, and the default applies. Pure. */
export function changed(
  settings: Record<string, Setting>,
  name: string,
  value: Setting | null,
): Record<string, Setting> {
  const others = Object.entries(settings).filter(([key]) => key !== name);
  return Object.fromEntries(value === null ? others : [...others, [name, value]]);
}

interface SettingFieldProps {
  field: FieldOf;
  value: Setting | null;
  /** What stands in the field while it is empty. */
  hint?: string;
  onChange: (value: Setting | null) => void;
}

/** A field for one setting of a choice. Without a value or a default it may stay empty. */
export function SettingField({ field, value, hint, onChange }: SettingFieldProps) {
  const words = useLabWords();
  const names = useCatalogueWords();
  const label = names.nameOf("setting", field.name);
  const titles: Record<string, string> = { true: words.yes, false: words.no };
  const options = field.kind === "switch" ? ["true", "false"] : field.choices;
  if (field.kind === "number" || field.kind === "whole")
    return (
      <NumberField
        label={label}
        value={typeof value === "number" ? value : null}
        whole={field.kind === "whole"}
        hint={hint}
        onChange={onChange}
      />
    );
  return (
    <Select
      label={label}
      value={String(value)}
      options={options.map((value) => ({
        value,
        title: titles[value] ?? names.nameOf(field.name, value),
      }))}
      onChange={(word) => onChange(field.kind === "switch" ? word === "true" : word)}
    />
  );
}
