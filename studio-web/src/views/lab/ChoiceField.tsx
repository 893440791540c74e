import type { Choice } from "../../engine/types";
import { Select } from "../../parts/widgets";
import { useCatalogueWords } from "../../words/catalogue";

type Family = "activation" | "initializer" | "loss" | "regularizer";

interface ChoiceFieldProps {
  label: string;
  family: Family;
  choices: Choice[];
  value: string | null | undefined;
  /** The title of no choice, if there need not be one. */
  none?: string;
  onChange: (name: string | null) => void;
}

/** The choice of an entry of a family; its description is a tooltip. */
export function ChoiceField({ label, family, choices, value, none, onChange }: ChoiceFieldProps) {
  const names = useCatalogueWords();
  const chosen = choices.find(({ name }) => name === value);
  const options = choices.map(({ name }) => ({ value: name, title: names.nameOf(family, name) }));
  return (
    <Select
      label={label}
      value={value ?? ""}
      options={none === undefined ? options : [{ value: "", title: none }, ...options]}
      about={chosen && names.aboutOf(family, chosen)}
      onChange={(name) => onChange(name || null)}
    />
  );
}
