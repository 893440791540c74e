"""Tables of one's own on the command line: what is said about them, in its own words."""

import csv
from errno import ENOSPC

import pytest
from tests.data.test_real_tables import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_trains_on_published_tables_without_a_hand_edit(name, ask, tmp_path):
    text, target, task, _ = TABLES[name]
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    wanted = {0: ["--target", "column_1"], None: []}.get(target, ["--target", target])
    assert ask("train", path, *wanted, "--epochs", 2, "--quiet")["task"] == task


def columns(path, **cells):
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([list(cells), *zip(*cells.values(), strict=True)])
    return path


@pytest.fixture
def mixed(tmp_path):
    """A table with two mistakes and a gap that has a word of its own."""
    numbers = [k % 13 + 0.5 for k in range(60)]
    return columns(
        tmp_path / "mixed.csv",
        size=["big", *numbers[1:]],
        weight=[*numbers[:-1], "-999"],
        day=[f"2024-02-{1 + k % 28:02}" for k in range(60)],
        code=[k % 3 for k in range(60)],
        price=[*numbers[1:], "free"],
    )


def test_problems_are_told_with_options(refusal, mixed):
    line = refusal("train", mixed)
    assert "mixed.csv has 2 problems" in line
    for words in ("--categorical 'size'", "--missing-values 'big'", "--task classification"):
        assert words in line
    assert "categorical=[" not in line


def test_columns_are_chosen_by_options(ask, mixed):
    found = ask(
        *("data", mixed, "--numeric", "size", "--ignore", "weight,code", "--missing-values"),
        *("free,-999", "--categorical", "day"),
    )
    assert found["features"][0] == "size"
    assert (found["task"], found["features"][1]) == ("regression", "day=2024-02-01")


SAID = (
    *("--numeric", "size", "--missing-values=-999,free", "--ignore", "day", "--categorical"),
    *("code", "--header", "--target", "price"),
)
VERBS = {
    "train": ["--epochs", 2],
    "race": ["--between", "adam,sgd", "--seeds", 2, "--budget", 2000],
    "compare": ["--vary", "epochs=1,2", "--seeds", 2, "--workers", 1],
    "explain": [],
}


@pytest.mark.parametrize("verb", VERBS)
def test_all_verbs_that_train_take_the_same_options(verb, edunn, refusal, mixed):
    assert "mixed.csv has 2 problems" in refusal(verb, mixed, *VERBS[verb])
    answer = edunn(verb, mixed, *SAID, *VERBS[verb])
    assert answer.code == 0, answer.err
    inputs = "Model 5 - " if verb == "explain" else "5 inputs"  # size, weight, and three codes
    assert inputs in answer.err.replace("\n", " ")


def test_a_model_is_explained_as_its_columns_were_read(edunn, refusal, mixed, tmp_path):
    network = tmp_path / "net.edunn"
    assert edunn("train", mixed, *SAID, "--epochs", 2, "--output", network).code == 0
    line = refusal("explain", network, mixed, "--ignore", "day")
    assert "--ignore is for a table on which a network is trained first" in line


@pytest.mark.parametrize(
    "options",
    [
        ["--missing", "drop"],
        ["--task", "classification", "--test", "0.4"],
        ["--seed", "7", "--ignore", "code"],
        ["--numeric", "size", "--target", "code"],
    ],
)
def test_the_rows_held_out_are_found_without_options(options, ask, refusal, mixed, tmp_path):
    clean = tmp_path / "clean.csv"
    clean.write_text(mixed.read_text().replace("big", "").replace("free", "1.5"))
    network = tmp_path / "net.edunn"
    trained = ask("train", clean, *options, "--epochs", 3, "--output", network)
    found = ask("evaluate", network, clean, "--held-out")
    assert found["rows"] == trained["rows"]["held_out"]
    assert found["loss"] == pytest.approx(trained["held_out"]["loss"])
    clean.write_text(clean.read_text().replace("2.5", "2.25"))
    assert "not found in clean" in refusal("evaluate", network, clean, "--held-out")


def test_rows_that_were_never_held_out(ask, refusal, mixed, tmp_path):
    network = tmp_path / "net.edunn"
    ask("train", "iris", "--test", 0, "--epochs", 1, "--output", network)
    assert "no rows were held out" in refusal("evaluate", network, "iris", "--held-out")
    ask("train", "iris", "--epochs", 1, "--output", network)
    line = refusal("evaluate", network, "iris", "--held-out", "--seed", 3)
    assert "--seed 3 is not that of the training (0)" in line


@pytest.fixture
def towns(ask, tmp_path):
    """A network that was trained on towns whose names have a comma."""
    names = ["Oslo, Norway", "Lima, Peru", "=HYPERLINK(1)"]
    table = columns(
        tmp_path / "towns.csv",
        town=[names[k % 3] for k in range(30)],
        rain=[k % 7 for k in range(30)],
        kind=[names[k % 3] for k in range(30)],
    )
    ask("train", table, "--epochs", 2, "--output", tmp_path / "towns.edunn")
    return tmp_path / "towns.edunn"


def test_a_category_with_a_comma(ask, towns):
    assert ask("predict", towns, "--row", '"Oslo, Norway", 3')["predictions"]


def test_a_category_never_seen(edunn, refusal, towns):
    assert "give --unseen zeros" in refusal("predict", towns, "--row", "Rome,3")
    answer = edunn("predict", towns, "--row", "Rome,3", "--unseen", "zeros")
    assert "column 'town': Rome not in the training set" in answer.err.replace("\n", " ")


def test_a_missing_value_in_a_row_is_filled_with_a_note(edunn, towns):
    answer = edunn("predict", towns, "--row", '"Lima, Peru",nan')
    assert "1 missing cell in 1 column (rain: 1) filled" in answer.err.replace("\n", " ")


def test_predictions_replace_a_file_as_a_whole_or_not_at_all(edunn, towns, tmp_path, monkeypatch):
    out = tmp_path / "out.csv"
    new = columns(tmp_path / "new.csv", town=["Oslo, Norway"] * 2, rain=[1, 2])
    out.write_text("what was there")
    before = sorted(path.name for path in tmp_path.iterdir())

    def full(descriptor):
        raise OSError(ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("edunn.files.atomic.os.fsync", full)
        answer = edunn("predict", towns, new, "--output", out)
    assert answer.code != 0
    assert "no space left" in answer.err
    assert out.read_text() == "what was there"
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    edunn("predict", towns, new, "--output", out)
    assert len(out.read_text().splitlines()) == 3


def test_predictions_are_no_formulas(edunn, towns, tmp_path):
    out = tmp_path / "out.csv"
    new = columns(tmp_path / "new.csv", town=["=HYPERLINK(1)"] * 2, rain=[1, 2])
    edunn("predict", towns, new, "--output", out)
    header, *rows = csv.reader(out.read_text().splitlines())
    assert "'=HYPERLINK(1)" in header
    assert all(not row[2].startswith("=") for row in rows)
