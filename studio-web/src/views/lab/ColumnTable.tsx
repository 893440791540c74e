/** The columns of a table: what each is taken for, and why; role and type can be changed. */
import type { TableColumn } from "../../engine/types";
import { useSay } from "../../words/messages";
import type { ChosenType, Role } from "./tables";
import { useLabWords } from "./words";

interface ColumnTableProps {
  columns: TableColumn[];
  onRole: (column: TableColumn, role: Role) => void;
  onType: (column: TableColumn, type: ChosenType) => void;
}

export function ColumnTable({ columns, onRole, onType }: ColumnTableProps) {
  const { columns: heads, ownColumns } = useLabWords();
  return (
    <div className="scroll columns" tabIndex={0} role="region" aria-label={ownColumns}>
      <table>
        <thead>
          <tr>
            {Object.values(heads).map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <ColumnRow
              key={column.name}
              column={column}
              onRole={(role) => onRole(column, role)}
              onType={(type) => onType(column, type)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface ColumnRowProps {
  column: TableColumn;
  onRole: (role: Role) => void;
  onType: (type: ChosenType) => void;
}

function ColumnRow({ column, onRole, onType }: ColumnRowProps) {
  const { columns: heads } = useLabWords();
  const say = useSay();
  return (
    <tr data-role={column.role}>
      <th scope="row" translate="no">
        {column.name}
      </th>
      <td data-label={heads.role}>
        <RoleSelect column={column} onChange={onRole} />
      </td>
      <td data-label={heads.type}>
        <TypeSelect column={column} onChange={onType} />
      </td>
      <td data-label={heads.examples} className="examples" translate="no">
        {column.examples.join(" · ")}
      </td>
      <td data-label={heads.missing}>{column.missing}</td>
      <td data-label={heads.why} className={column.is_wrong ? "why bad" : "why"}>
        {say(column.reason)}
      </td>
    </tr>
  );
}

/** The target stays the target until another column is chosen; a constant one is never an input. */
function RoleSelect({
  column: { name, role, is_usable },
  onChange,
}: {
  column: TableColumn;
  onChange: (role: Role) => void;
}) {
  const { roles, columns: heads } = useLabWords();
  const isOpen = (wanted: Role) =>
    wanted === role || (role !== "target" && (is_usable || wanted !== "input"));
  return (
    <select
      aria-label={`${heads.role}: ${name}`}
      value={role}
      onChange={(event) => onChange(event.target.value as Role)}
    >
      {(["input", "target", "ignored"] as const).map((wanted) => (
        <option key={wanted} value={wanted} disabled={!isOpen(wanted)}>
          {roles[wanted]}
        </option>
      ))}
    </select>
  );
}

function TypeSelect({
  column: { name, role, type },
  onChange,
}: {
  column: TableColumn;
  onChange: (type: ChosenType) => void;
}) {
  const { types, columns: heads } = useLabWords();
  return (
    <select
      aria-label={`${heads.type}: ${name}`}
      value={type === "binary" ? "categorical" : (type ?? "")}
      disabled={role === "ignored"}
      onChange={(event) => onChange(event.target.value as ChosenType)}
    >
      {type === null && (
        <option value="" disabled>
          {types.unclear}
        </option>
      )}
      <option value="numeric">{types.numeric}</option>
      <option value="categorical">{types[type === "binary" ? "binary" : "categorical"]}</option>
    </select>
  );
}
