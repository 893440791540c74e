"""Guessing what columns mean: quantities, categories, or nothing that helps.

Every guess is a rule that can be said in a sentence, and each one taken is said in the notes:

- all the same, or nothing at all: left out, it cannot tell rows apart;
- a row number under a name such as `id`: left out, it would only leak the order of the rows;
- mostly numbers: a quantity, and then a cell that is no number is a mistake;
- many texts, most of them different: left out, they are names rather than categories;
- other texts: categories, one-hot encoded.
"""

from collections.abc import Collection

from edunn.data.cells import in_order, is_missing, number, too_varied
from edunn.data.column import Column
from edunn.data.columns import Columns
from edunn.data.table import Table
from edunn.errors import DataError

ROW_NUMBER_NAMES = frozenset({"", "id", "index", "row", "no", "nr", "unnamed: 0", "column_1"})


def guess_columns(
    table: Table, names: Collection[str], categorical: Collection[str]
) -> tuple[Columns, tuple[str, ...]]:
    """Decide how each named column is read; return the columns and what was decided.

    Raises:
        DataError: a cell does not fit its column, or no column is left.

    Example:
        >>> records = [{"size": 1, "colour": "red"}, {"size": 2, "colour": "blue"}]
        >>> columns, notes = guess_columns(Table.from_records(records), ["size", "colour"], [])
        >>> columns.feature_names, notes
        (('size', 'colour=red'), ("column 'colour' one-hot encoded: blue, red",))
    """
    columns, notes = [], []
    for name in names:
        useless = _reason_to_leave_out(table, name, name in categorical)
        if useless:
            notes.append(f"column {name!r} left out: {useless}")
            continue
        column = _guess(table, name, name in categorical)
        if column.kind == "categorical":
            notes.append(f"column {name!r} one-hot encoded: {', '.join(column.categories)}")
        columns.append(column)
    if not columns:
        reasons = "; ".join(notes) or "the target is its only column"
        raise DataError(f"{table.source} has no column to learn from: {reasons}.")
    return Columns(tuple(columns)), tuple(notes)


def is_quantity(table: Table, name: str, remedy: str) -> bool:
    """Tell whether a column holds numbers: more than half of its filled cells.

    Raises:
        DataError: it does, and another cell is no number; `remedy` ends the message.
    """
    cells = table.cells(name)
    filled = [row for row, cell in enumerate(cells) if not is_missing(cell)]
    strays = [row for row in filled if number(cells[row]) is None]
    if 2 * len(strays) >= len(filled):
        return False
    if strays:
        raise DataError(
            f"{table.where(strays[0], name)}: found {cells[strays[0]]!r}, expected a number as in "
            f"most of this column. Correct it, leave it empty, or {remedy}."
        )
    return True


def _reason_to_leave_out(table: Table, name: str, categorical: bool) -> str:
    filled = [cell for cell in table.cells(name) if not is_missing(cell)]
    if not filled:
        return "every cell is missing"
    if len(set(filled)) == 1:
        return f"it is {filled[0]!r} in every row"
    if name.lower() in ROW_NUMBER_NAMES and _counts_rows(filled):
        return "it only counts the rows (give it another name to keep it)"
    if not categorical and not is_quantity(table, name, _remedy(name)) and too_varied(filled):
        return f"{len(set(filled))} different texts in {len(filled)} rows are no categories"
    return ""


def _guess(table: Table, name: str, categorical: bool) -> Column:
    if not categorical and is_quantity(table, name, _remedy(name)):
        return Column(name)
    categories = in_order(cell for cell in table.cells(name) if not is_missing(cell))
    return Column(name, "categorical", categories)


def _remedy(name: str) -> str:
    return f"pass categorical=[{name!r}] if these are categories"


def _counts_rows(cells: list[str]) -> bool:
    start = cells[0]
    return start in ("0", "1") and cells == [str(int(start) + k) for k in range(len(cells))]
