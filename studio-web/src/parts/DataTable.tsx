import type { ReactNode } from "react";
import { usePartWords } from "./words";

interface ScrollProps {
  label: string;
  className?: string;
  children: ReactNode;
}

/** A region that scrolls by itself, with the keyboard too. */
export function Scroll({ label, className = "", children }: ScrollProps) {
  return (
    <div className={`scroll ${className}`.trim()} tabIndex={0} role="region" aria-label={label}>
      {children}
    </div>
  );
}

interface DataTableProps {
  label: string;
  className?: string;
  heads: string[];
  rows: ReactNode[][];
  /** Whether the first cell of each row is its heading. */
  hasRowHeads?: boolean;
}

export function DataTable({ heads, rows, hasRowHeads = true, ...region }: DataTableProps) {
  return (
    <Scroll {...region}>
      <table>
        <thead>
          <tr>
            {heads.map((head, place) => (
              <th key={place} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={place}>
              {row.map((cell, column) =>
                hasRowHeads && column === 0 ? (
                  <th key={column} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={column}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** A table that stands behind "Show as table"; `children` stand above it. */
export function FoldedTable({
  label,
  children,
  ...table
}: DataTableProps & { children?: ReactNode }) {
  const words = usePartWords();
  return (
    <details>
      <summary>{words.table}</summary>
      {children}
      <DataTable label={words.tableOf(label)} {...table} />
    </details>
  );
}
