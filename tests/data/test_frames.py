"""Data frames of any library, as tables to be read and as inputs and labels of a training."""

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
import pytest

from edunn import Model
from edunn.arrays import column_names
from edunn.data import Dataset, from_csv, read_rows
from edunn.errors import DataError

COUNT = 40
COLUMNS = {
    "size": [None if k % 7 == 0 else k * 0.5 for k in range(COUNT)],
    "rooms": [(k * 7) % 5 for k in range(COUNT)],
    "colour": [None if k % 11 == 0 else ["red", "green", "blue"][k % 3] for k in range(COUNT)],
    "flag": [None if k % 9 == 0 else k % 2 == 0 for k in range(COUNT)],
    "day": [date(2024, 1, 1) + timedelta(days=3 * k) for k in range(COUNT)],
    "when": [datetime(2024, 1, 1, 12, tzinfo=UTC) + timedelta(hours=k) for k in range(COUNT)],
    "sold": ["yes" if k % 3 else "no" for k in range(COUNT)],
}


class Arrow:
    """A frame whose `columns` are cells and whose names are `column_names`, as PyArrow's are."""

    def __init__(self, columns):
        self.cells = columns
        self.column_names = list(columns)
        self.columns = [np.array(cells, dtype=object) for cells in columns.values()]

    def __len__(self):
        return len(self.columns[0])

    def __getitem__(self, name):
        return np.array(self.cells[name])

    def __array__(self, dtype=None, copy=None):
        return np.column_stack(self.columns)


class Whole(Arrow):
    """A frame that turns dates into whole numbers where all of it becomes an array, as Polars'."""

    def __init__(self, columns):
        super().__init__(columns)
        del self.column_names
        self.columns = list(columns)

    def __array__(self, dtype=None, copy=None):
        columns = [self[name] for name in self.columns]
        return np.column_stack(
            [c.astype("datetime64[D]").astype(int) if c.dtype == object else c for c in columns]
        )


class Query:
    """A query of rows that are not there yet, as Polars' LazyFrame."""

    columns = ("a", "b")

    def collect_schema(self):
        """The names of its columns."""

    def __getitem__(self, rows):
        raise TypeError


def pandas_frame(columns):
    return pytest.importorskip("pandas").DataFrame(columns)


def arrow_in_pandas(columns):
    pytest.importorskip("pyarrow")
    return pandas_frame(columns).convert_dtypes(dtype_backend="pyarrow")


def polars_frame(columns):
    return pytest.importorskip("polars").DataFrame(columns)


def categories_of_polars(columns):
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(columns)
    texts = [name for name in columns if frame[name].dtype == polars.String]
    return frame.with_columns(polars.col(name).cast(polars.Categorical) for name in texts)


def arrow_table(columns):
    return pytest.importorskip("pyarrow").table(columns)


def dictionaries_of_arrow(columns):
    table = arrow_table(columns)
    texts = [name for name in columns if str(table[name].type) == "string"]
    for name in texts:
        place = table.column_names.index(name)
        table = table.set_column(place, name, table[name].dictionary_encode())
    return table


FRAMES = [
    dict, Arrow, Whole, pandas_frame, arrow_in_pandas, polars_frame, categories_of_polars,
    arrow_table, dictionaries_of_arrow,
]  # fmt: skip
"""All that a table may come in."""


def numbers_of(frame):
    rooms = {"rooms": COLUMNS["rooms"], "floor": [k % 4 + 0.5 for k in range(COUNT)]}
    return frame(rooms), frame({"sold": COLUMNS["sold"]})


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_is_read_as_its_file(frame, tmp_path):
    path = tmp_path / "t.csv"
    rows = zip(*COLUMNS.values(), strict=True)
    lines = [",".join("" if cell is None else str(cell) for cell in row) for row in rows]
    path.write_text("\n".join([",".join(COLUMNS), *lines]))
    read, data = from_csv(path), Dataset.from_frame(frame(COLUMNS))
    assert (data.notes, data.feature_names) == (read.notes, read.feature_names)
    np.testing.assert_array_equal(data.inputs, read.inputs)
    np.testing.assert_array_equal(data.targets, read.targets)


@pytest.mark.parametrize("frame", FRAMES)
def test_new_rows_come_in_a_frame_too(frame):
    data = Dataset.from_frame(frame(COLUMNS))
    new = {name: COLUMNS[name][:5] for name in reversed(COLUMNS)}
    np.testing.assert_array_equal(read_rows(frame(new), data.columns), data.inputs[:5])


@pytest.mark.parametrize("frame", FRAMES[1:])
def test_a_model_is_trained_on_columns_by_their_names(frame):
    inputs, labels = numbers_of(frame)
    model = Model([[2], [3, "tanh"], [2, "softmax"]], seed=1)
    model.train("adam", inputs, labels, epochs=3)
    assert (model.feature_names, model.class_names) == (("rooms", "floor"), ("no", "yes"))
    cells = {name: list(np.asarray(inputs[name])) for name in ("floor", "rooms")}
    np.testing.assert_array_equal(model.predict(frame(cells)), model.predict(inputs))
    with pytest.raises(DataError, match="'floor' absent, 'flour' unknown"):
        model.predict(frame({"rooms": cells["rooms"], "flour": cells["floor"]}))


@pytest.mark.parametrize("frame", FRAMES[1:])
@pytest.mark.parametrize("moment", [date(2024, 1, 2), time(3, 4), timedelta(hours=5)])
def test_a_column_of_dates_is_no_column_of_numbers(frame, moment):
    x = frame({"rooms": [1, 2, 3, 4], "moment": [moment] * 4})
    model = Model([[2], [2, "softmax"]], seed=1)
    with pytest.raises(DataError, match="inputs are dates or times"):
        model.train("adam", x, [0, 1, 0, 1])


@pytest.mark.parametrize(
    "read", [Dataset.from_frame, lambda query: Model([[2], [1]]).train("adam", query, [1, 2])]
)
def test_a_query_without_rows_is_refused(read):
    with pytest.raises(DataError, match=r"a Query is a query whose rows are not there yet"):
        read(Query())


def test_a_lazy_frame_of_polars_is_refused():
    query = polars_frame(COLUMNS).lazy()
    with pytest.raises(DataError, match=r"LazyFrame.*frame\.collect\(\)"):
        Dataset.from_frame(query)


def test_two_columns_of_one_name_are_refused():
    twice = Arrow({"a": [1, 2], "b": [3, 4]})
    twice.column_names = ["a", "a"]
    with pytest.raises(DataError, match="two columns of one name"):
        Dataset.from_frame(twice)


def test_two_columns_of_one_name_are_refused_in_a_table_of_arrow():
    arrow = pytest.importorskip("pyarrow")
    with pytest.raises(DataError, match="two columns of one name"):
        Dataset.from_frame(arrow.table([arrow.array([1, 2])] * 2, names=["a", "a"]))


def test_columns_with_names_of_attributes():
    frame = pandas_frame({"column_names": [1, 2], "columns": [3, 4], "collect_schema": [5, 6]})
    assert column_names(frame) == ("column_names", "columns", "collect_schema")


@pytest.mark.parametrize("given", [[[1, 2]], np.zeros((2, 2)), "text", None, {"a": [1]}])
def test_what_is_no_frame_has_no_names(given):
    assert column_names(given) == ()
