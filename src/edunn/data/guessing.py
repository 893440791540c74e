"""Guessing what columns mean: quantities, categories, or nothing that helps.

Every guess is a rule that can be said in a sentence, and each one taken is said in the notes:

- all the same, or nothing at all: left out, it cannot tell rows apart;
- a row number under a name such as `id`: left out, it would only leak the order of the rows;
- mostly numbers: a quantity, and then a cell that is no number is a mistake;
- many texts, most of them different: left out, they are names rather than categories;
- other texts: categories, one-hot encoded.
"""

from collections.abc import Collection

from edunn.data.cells import filled, in_order, is_missing, number, too_varied
from edunn.data.column import Column
from edunn.data.columns import Columns
from edunn.data.table import Table
from edunn.errors import DataError

ROW_NUMBER_NAMES = frozenset({"index", "row", "no", "nr", "unnamed: 0", "column_1"})
"""Names of a column that may only count its rows, beside all that end in `id`."""


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
        guess = _guess(table, name, name in categorical)
        if isinstance(guess, str):
            notes.append(f"column {name!r} left out: {guess}")
            continue
        if guess.kind == "categorical":
            notes.append(f"column {name!r} one-hot encoded: {', '.join(guess.categories)}")
        columns.append(guess)
    if not columns:
        reasons = "; ".join(notes) or (
            "the target is its only column (cells are parted by commas, semicolons or tabs)"
        )
        raise DataError(f"{table.source} has no column to learn from: {reasons}.")
    return Columns(tuple(columns)), tuple(notes)


def is_quantity(table: Table, name: str, remedy: str) -> bool:
    """Tell whether a column holds numbers: more than half of its filled cells.

    Raises:
        DataError: it does, and another cell is no number; `remedy` ends the message.
    """
    cells = table.cells(name)
    words = {cell for cell in set(cells) if number(cell) is None and not is_missing(cell)}
    strays = [row for row, cell in enumerate(cells) if cell in words]
    if 2 * len(strays) >= len(filled(cells)):
        return False
    if strays:
        raise DataError(
            f"{table.where(strays[0], name)}: found {cells[strays[0]]!r}, expected a number as in "
            f"most of this column. Correct it, leave it empty, or {remedy}."
        )
    return True


def _guess(table: Table, name: str, categorical: bool) -> Column | str:
    """Guess one column, or say why it is left out."""
    cells = filled(table.cells(name))
    different = set(cells)
    if not cells:
        return "every cell is missing"
    if len(different) == 1:
        return f"it is {cells[0]!r} in every row"
    if _counts_rows(name, cells):
        return "it only counts the rows (give it another name to keep it)"
    remedy = f"pass categorical=[{name!r}] if these are categories"
    if not categorical and is_quantity(table, name, remedy):
        return Column(name)
    if not categorical and too_varied(cells):
        return f"{len(different)} different texts in {len(cells)} rows are no categories"
    return Column(name, "categorical", in_order(different))


def _counts_rows(name: str, cells: list[str]) -> bool:
    """Tell whether a column such as `PassengerId` holds 0, 1, 2 ... or 1, 2, 3 ..."""
    is_called_so = name.lower() in ROW_NUMBER_NAMES or name.lower().endswith("id")
    if not is_called_so or cells[0] not in ("0", "1"):
        return False
    return cells == [str(k) for k in range(int(cells[0]), int(cells[0]) + len(cells))]
