import csv
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edunn.data import read_table
from edunn.data.reading import parse_table
from edunn.errors import DataError, FileFormatError

words = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters=""), min_size=1, max_size=8
).map(str.strip)
names = st.lists(
    words.filter(lambda word: word and not word[0].isnumeric()), min_size=2, max_size=5, unique=True
)


@st.composite
def tables(draw):
    header = draw(names)
    row = st.lists(words, min_size=len(header), max_size=len(header))
    return header, draw(st.lists(row, min_size=1, max_size=5))


@given(tables(), st.sampled_from(["\n", "\r\n"]))
def test_what_the_csv_module_writes_is_read_back(table, ending):
    header, rows = table
    text = StringIO()
    csv.writer(text, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    read = parse_table(text.getvalue().encode(), "t.csv", header=True)
    assert (list(read.header), read.rows) == (header, rows)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimiters(delimiter):
    raw = "a,b\n1,2\n".replace(",", delimiter).encode()
    assert parse_table(raw, "t.csv").rows == [["1", "2"]]


def test_decimal_commas_between_semicolons():
    table = parse_table(b"a;b\n1,5;x,y\n-2,25;1,000,0\n", "t.csv")
    assert table.rows == [["1.5", "x,y"], ["-2.25", "1,000,0"]]


def test_byte_order_mark_blank_lines_and_spaces():
    table = parse_table("\ufeffa , b\n\n 1,2 \n\n".encode(), "t.csv")
    assert (table.header, table.rows, table.lines) == (("a", "b"), [["1", "2"]], [3])


def test_lines_are_counted_over_quoted_line_breaks():
    table = parse_table(b'a,b\n"x\ny",1\nz,2\n', "t.csv")
    assert list(table.lines) == [2, 4]


def test_old_line_endings():
    assert parse_table(b"a,b\r1,2\r3,4\r", "t.csv").rows == [["1", "2"], ["3", "4"]]


def test_a_file_without_header():
    table = parse_table(b"5.1,setosa\n4.9,setosa\n", "t.csv")
    assert table.header == ("column_1", "column_2")
    assert table.notes == ("no header found: the columns are called column_1 and so on",)
    assert parse_table(b"1990,1991\n1,2\n", "t.csv", header=True).header == ("1990", "1991")
    assert parse_table(b"a,b\nc,d\n", "t.csv", header=False).rows == [["a", "b"], ["c", "d"]]
    assert parse_table(b"1990,x\n1,2\n", "t.csv", expected=["1990"]).header == ("1990", "x")


def test_a_nameless_column_is_called_after_its_place():
    assert parse_table(b",x\n1,2\n", "t.csv").header == ("column_1", "x")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "t.csv is empty"),
        (b"\n \n", "t.csv is empty"),
        (b"a,b\n", r"t.csv has a header \(a, b\) but no rows below it"),
        (b"a,b,a\n1,2,3\n", "two columns called 'a', the 1. and the 3."),
        (b"a,b\n1,2\n1,2,3\n", r"t.csv, line 3: expected 2 cells \(a, b\), found 3"),
        (b'a,b\n1,2\n"1,2\n', "t.csv, line 3 cannot be read: .* quotation mark not closed"),
    ],
)
def test_broken_tables(raw, message):
    with pytest.raises(DataError, match=message):
        parse_table(raw, "t.csv")


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"PK\x03\x04\0\0\0", "binary file, not a table of text"),
        ("a,b\n1,2\n".encode("utf-16")[:-1], "begins as UTF-16 text does"),
        ("a,b\n1,2\n".encode("utf-32"), "binary file, not a table of text"),
    ],
)
def test_not_a_table_of_text(raw, message):
    with pytest.raises(FileFormatError, match=message):
        parse_table(raw, "t.csv")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_mark_at_the_start_tells_the_encoding(encoding):
    mark = {"utf-16-le": "\ufeff", "utf-16-be": "\ufeff"}.get(encoding, "")
    table = parse_table(f"{mark}año;día\n1;2\n".encode(encoding), "t.csv")
    assert (table.header, table.rows, table.notes) == (("año", "día"), [["1", "2"]], ())


def test_a_table_that_is_too_wide_is_refused_at_its_first_row():
    with pytest.raises(DataError, match="has 5 columns, at most 4 are taken"):
        parse_table(b"a,b,c,d,e\n1,2\n", "t.csv", most_columns=4)
    assert len(parse_table(b"a,b,c,d\n1,2,3,4\n", "t.csv", most_columns=4)) == 1


def test_a_missing_file_offers_a_near_match(tmp_path):
    (tmp_path / "flowers.csv").write_text("a,b\n1,2\n")
    with pytest.raises(FileFormatError, match=r"there is no file .* Did you mean 'flowers.csv'"):
        read_table(tmp_path / "flower.csv")
    with pytest.raises(FileFormatError, match="Check the name and the directory"):
        read_table(tmp_path / "nowhere" / "x.csv")


def test_a_directory(tmp_path):
    with pytest.raises(FileFormatError, match="is a directory"):
        read_table(tmp_path)


def test_a_file_under_a_file(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with pytest.raises(FileFormatError, match="cannot be read: Not a directory"):
        read_table(tmp_path / "a.csv" / "b.csv")
