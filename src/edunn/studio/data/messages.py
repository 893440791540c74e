"""Data sets as the page shows them."""

from typing import Literal

from pydantic import Field

from edunn.studio import limits
from edunn.studio.experiment import DataChoice, Suited
from edunn.studio.messages import Message, Name, Sentence
from edunn.studio.views.rows import Row


class DataSummary(Message):
    """A data set in a few words."""

    name: Name
    about: str
    source: Literal["bundled", "toy", "own"]
    shows: Literal["table", "points", "images"] = Field(
        description="The kind of picture that suits it."
    )
    rows: int
    features: int
    classes: list[str] | None = Field(description="null for a regression.")
    takes: list[str] = Field(description="Settings of a toy: rows, noise.")
    suited: Suited = Field(description="The defaults of an experiment on this data.")


class DataSummaries(Message):
    """All data sets that can be chosen."""

    data: list[DataSummary]


class DataQuery(Message):
    """A request for a data set; the settings are those of a toy."""

    name: Name = "iris"
    rows: int | None = Field(default=None, ge=4, le=limits.ROWS)
    noise: float | None = Field(default=None, ge=0, le=10)
    test: float = Field(default=0.25, gt=0, lt=1)
    seed: int = Field(default=0, ge=0, le=2**31)
    offset: int = Field(default=0, ge=0, description="The first row of the table to show.")
    count: int = Field(default=50, ge=1, le=200)

    @property
    def choice(self) -> DataChoice:
        """The data set, without the rows to show."""
        return DataChoice(**self.model_dump(exclude={"offset", "count"}))


class DataView(Message):
    """A data set with some of its rows."""

    card: DataSummary
    features: list[str]
    target: str
    description: str
    notes: list[Sentence]
    counts: list[int] = Field(description="Rows of each class; empty for a regression.")
    held_out: int
    ranges: list[tuple[float, float]] = Field(description="The range of each feature.")
    side: int | None = Field(default=None, description="Pixels of an image's side.")
    total: int
    rows: list[Row] = Field(description="The rows requested.")
    sample: list[Row] = Field(description="At most 300, evenly from all: for the pair plot.")


class NewTable(Message):
    """A CSV file of one's own."""

    name: Name
    text: str = Field(max_length=limits.CSV_CHARACTERS)
    target: str | None = Field(
        default=None, max_length=200, description="null guesses: the last column."
    )


class TableReading(Message):
    """A CSV file as it is read, before it is kept."""

    columns: list[str]
    target: str
    rows: list[list[str]] = Field(description="The first ones, as text.")
    total: int
    notes: list[Sentence] = Field(description="How the columns are understood.")
    problem: Sentence | None = Field(description="Why it cannot be learned with this target.")


class Point(Message):
    """A point placed by hand."""

    x: float = Field(ge=-100, le=100)
    y: float = Field(ge=-100, le=100)
    label: int = Field(ge=0, le=9)


class NewPoints(Message):
    """A toy data set placed by hand."""

    name: Name
    points: list[Point] = Field(min_length=4, max_length=limits.POINTS)
