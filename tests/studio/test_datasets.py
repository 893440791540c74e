from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from edunn.errors import DataError, EduNNError
from edunn.studio.datasets import (
    FIRST_ROWS,
    NewPoints,
    NewTable,
    Point,
    delete_table,
    keep_table,
    own_names,
    own_table,
    points_as_csv,
    reading_of,
)
from edunn.studio.messages import Conflict, NotFound

TEXT = "kind,width,height\na,1,2\nb,3,4\na,5,6\nb,7,8\n"


def test_a_table_is_kept_as_it_was_sent(tmp_path):
    data = keep_table(tmp_path, NewTable(name="mine", text=TEXT, target="kind"))
    assert (tmp_path / "mine.csv").read_text() == TEXT
    assert data.class_names == ("a", "b")
    assert own_table(tmp_path, "mine").target_name == "kind"


def test_the_last_column_is_the_target_where_none_is_named(tmp_path):
    assert keep_table(tmp_path, NewTable(name="mine", text=TEXT)).target_name == "height"


def test_points_become_a_table(tmp_path):
    points = [Point(x=k / 4, y=-k, label=k % 3) for k in range(9)]
    text = points_as_csv(NewPoints(name="drawn", points=points))
    data = keep_table(tmp_path, NewTable(name="drawn", text=text))
    assert data.inputs.tolist() == [[k / 4, -k] for k in range(9)]
    assert data.class_names == ("a", "b", "c")
    assert data.targets.tolist() == [k % 3 for k in range(9)]


def test_no_cell_that_we_write_is_a_formula():
    points = NewPoints(name="p", points=[Point(x=-1, y=-2, label=k) for k in range(10)])
    for line in points_as_csv(points).splitlines()[1:]:
        x, y, label = line.split(",")
        assert (float(x), float(y)) == (-1, -2)
        assert label.isalpha()


@pytest.mark.parametrize("name", ["mine", "Mine", "iris", "MNIST"])
def test_a_name_is_taken_once(tmp_path, name):
    keep_table(tmp_path, NewTable(name="mine", text=TEXT))
    with pytest.raises(Conflict, match="already"):
        keep_table(tmp_path, NewTable(name=name, text=TEXT))


@pytest.mark.parametrize("text", ["", "a,b\n1\n", "x,y\n1,2\n2,2\n3,2\n"])
def test_what_cannot_be_read_is_not_kept(tmp_path, text):
    with pytest.raises(EduNNError):
        keep_table(tmp_path, NewTable(name="mine", text=text))
    assert own_names(tmp_path) == []


def test_a_target_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError, match="kint"):
        keep_table(tmp_path, NewTable(name="mine", text=TEXT, target="kint"))


def test_deleting(tmp_path):
    keep_table(tmp_path, NewTable(name="mine", text=TEXT, target="kind"))
    delete_table(tmp_path, "mine")
    assert list(tmp_path.iterdir()) == []
    for act in (delete_table, own_table):
        with pytest.raises(NotFound):
            act(tmp_path, "mine")


def test_the_target_of_an_earlier_table_does_not_decide_about_the_next(tmp_path):
    keep_table(tmp_path, NewTable(name="mine", text=TEXT, target="kind"))
    (tmp_path / "mine.csv").unlink()
    assert keep_table(tmp_path, NewTable(name="mine", text=TEXT)).target_name == "height"


def test_a_table_is_parsed_again_only_after_it_has_changed(tmp_path):
    first = keep_table(tmp_path, NewTable(name="mine", text=TEXT))
    assert own_table(tmp_path, "mine") is first
    (tmp_path / "mine.csv").write_text(TEXT + TEXT.splitlines()[-1] + "\n")
    assert len(own_table(tmp_path, "mine")) == len(first) + 1


def test_the_reading_of_a_table_shows_columns_rows_and_guesses():
    reading = reading_of(NewTable(name="t", text="size;kind\n1,5;a\n2;b\n"))
    assert (reading.columns, reading.target, reading.total) == (["size", "kind"], "kind", 2)
    assert reading.problem is None
    assert len(reading_of(NewTable(name="t", text="x,y\n" + "1,2\n3,4\n" * 9)).rows) == FIRST_ROWS


def test_problems_are_told_in_words_of_the_page():
    rows = "\n".join(f"{k}.5,{'ab'[k % 2]}" for k in range(30))
    reading = reading_of(NewTable(name="t", text=f"x,y\noops,a\n{rows}\n"))
    assert reading.problem.text.endswith("leave it empty, or remove the column from the file.")


def test_a_target_that_cannot_be_learned_is_told_beside_the_columns():
    reading = reading_of(NewTable(name="t", text="x,kind\n1,a\n2,a\n"))
    assert reading.columns == ["x", "kind"]
    assert "in every row" in reading.problem.text
    with pytest.raises(DataError):
        reading_of(NewTable(name="t", text=""))


@pytest.mark.parametrize("threads", [2, 4, 8])
def test_of_several_requests_at_once_one_is_told_that_its_table_is_kept(tmp_path, threads):
    start = Barrier(threads)

    def kept(number):
        start.wait()
        try:
            keep_table(tmp_path, NewTable(name=f"mine{number // threads}", text=texts[number]))
        except Conflict:
            return None
        return texts[number]

    rounds = 10
    texts = [f"{TEXT}a,{number},0\n" for number in range(rounds * threads)]
    with ThreadPoolExecutor(threads) as pool:
        told = list(pool.map(kept, range(rounds * threads)))
    for k in range(rounds):
        (one,) = filter(None, told[k * threads : (k + 1) * threads])
        assert (tmp_path / f"mine{k}.csv").read_text() == one
