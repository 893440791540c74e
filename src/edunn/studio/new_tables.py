"""New tables: CSV files that a page is about to add, how they are read, and what to say otherwise.

A table is pasted, dropped in, or made of points. `edunn.data` parses it; points are written here,
as numbers and class names of one letter, which no spreadsheet takes for a formula.
"""

from functools import lru_cache
from typing import Annotated, Any, Literal, TypeAlias, final

from pydantic import Base64Bytes, Field, model_validator

from edunn.data import Dataset, Table, from_table, parse_table
from edunn.data.guessing import Choice
from edunn.data.overview import ColumnOverview, Role, Type, overview
from edunn.data.target_column import target_name
from edunn.errors import DataError, EduNNError
from edunn.messages import Message as Coded
from edunn.studio import limits
from edunn.studio.messages import Message, Name, Sentence

FIRST_ROWS = 5
"""Rows that the page shows before a table is kept."""

ColumnName: TypeAlias = Annotated[str, Field(max_length=1_000)]

ColumnNames: TypeAlias = Annotated[list[ColumnName], Field(max_length=limits.TABLE_COLUMNS)]


class TableOptions(Message):
    """How a table is read where the guess is wrong: the options of `edunn.data.from_csv`."""

    target: ColumnName | None = Field(default=None, description="null guesses: the last column.")
    task: Literal["classification", "regression"] | None = Field(
        default=None, description="null guesses, by the cells of the target."
    )
    categorical: ColumnNames = Field(default=[], description="Columns to be one-hot encoded.")
    numeric: ColumnNames = Field(default=[], description="Columns whose words are missing cells.")
    ignore: ColumnNames = Field(default=[], description="Columns to leave out.")
    missing_values: list[Annotated[str, Field(max_length=200)]] = Field(
        default=[], max_length=50, description="Further words that stand for a missing cell."
    )
    header: bool | None = Field(
        default=None, description="Whether the first row holds names; null guesses."
    )

    @property
    def given(self) -> dict[str, Any]:
        """The options that are not a guess."""
        return self.model_dump(include=set(TableOptions.model_fields), exclude_defaults=True)

    @property
    def named(self) -> tuple[str, ...]:
        """All columns that they name."""
        target = () if self.target is None else (self.target,)
        return (*target, *self.categorical, *self.numeric, *self.ignore)


@final
class NewTable(TableOptions):
    """A CSV file of one's own, and the options by which it is read."""

    name: Name
    text: str | None = Field(default=None, max_length=limits.CSV_CHARACTERS)
    file: Base64Bytes | None = Field(
        default=None, description="Instead of a text: the bytes of a file, in base64."
    )

    @model_validator(mode="after")
    def _has_one_content(self) -> "NewTable":
        if (self.text is None) == (self.file is None):
            raise ValueError("give the table either as a text or as a file")
        return self

    @property
    def raw(self) -> bytes:
        """The bytes of the file."""
        return (self.file or b"") if self.text is None else self.text.encode()


class TableColumn(Message):
    """A column of a table: what it is taken for, and why."""

    name: str
    role: Role
    type: Type | None = Field(description="null where its cells do not fit together.")
    examples: list[str] = Field(description="The first different cells.")
    missing: int = Field(description="Missing cells.")
    reason: Sentence
    is_usable: bool = Field(description="false: all cells are the same or missing.")
    is_wrong: bool = Field(description="Whether the table cannot be read because of it.")

    @classmethod
    def of(cls, column: ColumnOverview) -> "TableColumn":
        """The same, as a message."""
        facts: dict[str, Any] = dict(vars(column))
        facts |= {"examples": list(column.examples), "reason": Sentence.of(column.reason)}
        return cls(**facts)


class TableReading(Message):
    """A CSV file as it is read, before it is kept."""

    columns: list[TableColumn]
    target: str
    header: bool = Field(description="Whether the first row holds the names of the columns.")
    rows: list[list[str]] = Field(description="The first ones, as text.")
    total: int
    notes: list[Sentence] = Field(description="Further guesses, besides those on each column.")
    problem: Sentence | None = Field(description="Why it cannot be learned with these options.")


class Point(Message):
    """A point placed by hand."""

    x: float = Field(ge=-100, le=100)
    y: float = Field(ge=-100, le=100)
    label: int = Field(ge=0, le=9)


class NewPoints(Message):
    """A toy data set placed by hand."""

    name: Name
    points: list[Point] = Field(min_length=4, max_length=limits.POINTS)


def reading_of(table: NewTable) -> TableReading:
    r"""How a table is read, before it is kept.

    Raises:
        DataError, FileFormatError: it is no table at all, or has no such target.
        SettingError: an option contradicts another.

    Example:
        >>> reading = reading_of(NewTable(name="t", text="size;kind\n1,5;a\n2;b\n"))
        >>> [(column.name, column.role, column.type) for column in reading.columns]
        [('size', 'input', 'numeric'), ('kind', 'target', 'binary')]
    """
    found = parsed(table.name, table.raw, table)
    choice = Choice(table.categorical, table.numeric, table.ignore, table.missing_values)
    columns = overview(found, table.target, table.task, choice)
    notes, problem = found.notes, None
    try:
        notes = dataset_of(table.name, found, table).notes
    except EduNNError as error:
        problem = Sentence.of(error.args[0])
    return TableReading(
        columns=[TableColumn.of(column) for column in columns],
        target=target_name(found, table.target),
        header=found.has_header,
        rows=[list(cells) for cells in found.rows[:FIRST_ROWS]],
        total=len(found),
        notes=[Sentence.of(note) for note in notes if not _is_in_the_columns(note)],
        problem=problem,
    )


def _is_in_the_columns(note: str) -> bool:
    """Whether a note only tells what the table of columns shows."""
    return getattr(note, "code", "") in (
        "data.column_left_out",
        "data.column_one_hot",
        "data.target_classes",
        "data.target_numbers",
    )


def points_as_csv(points: NewPoints) -> str:
    """Points placed by hand as the text of a table with the columns x, y and class.

    Classes are letters, which cannot be taken for numbers.

    Example:
        >>> corners = [Point(x=x, y=y, label=x) for x in (0, 1) for y in (0, -1)]
        >>> print(points_as_csv(NewPoints(name="corners", points=corners)).splitlines()[:3])
        ['x,y,class', '0.0,0.0,a', '0.0,-1.0,a']
    """
    rows = (f"{point.x!r},{point.y!r},{'abcdefghij'[point.label]}" for point in points.points)
    return "\n".join(["x,y,class", *rows, ""])


def _checked(data: Dataset) -> Dataset:
    """The table, if it is small enough for a page.

    Raises:
        DataError: it has too many rows or columns.
    """
    rows, inputs = len(data), len(data.feature_names)
    if rows > limits.ROWS or inputs > limits.COLUMNS:
        most = {"most_rows": limits.ROWS, "most_columns": limits.COLUMNS}
        raise DataError(
            Coded("table.is_too_large", name=data.name, rows=rows, inputs=inputs, **most)
        )
    return data


def dataset_of(name: str, table: Table, options: TableOptions) -> Dataset:
    """A parsed table as a data set.

    Raises:
        DataError, SettingError: it is too large, or these options leave nothing to learn.
    """
    given = options.given
    given.pop("header", None)  # the table is parsed already
    return _checked(from_table(table, name, **given))


def parsed(name: str, raw: bytes, options: TableOptions) -> Table:
    """The bytes of a file as a table; a header is believed that names a column of the options.

    Raises:
        DataError, FileFormatError: it is no table, or has too many columns.
    """
    table = _parsed(name, raw, options.header)
    if options.header is None and not table.has_header and options.named:
        return _parsed(name, raw, None, options.named)
    return table


@lru_cache(maxsize=2)
def _parsed(name: str, raw: bytes, header: bool | None, expected: tuple[str, ...] = ()) -> Table:
    """The table that the page is about to add: it is parsed once for all other options."""
    most = limits.TABLE_COLUMNS
    return parse_table(raw, f"{name}.csv", header=header, expected=expected, most_columns=most)
