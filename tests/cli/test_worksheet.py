"""`edunn worksheet`, as a teacher types it."""

import csv
import json

from edunn.worksheets import KINDS


def test_lists_the_kinds(edunn, ask):
    answer = edunn("worksheet", "list")
    assert answer.code == 0
    assert all(kind in answer.out for kind in KINDS)
    assert list(ask("worksheet", "list")) == list(KINDS)


def test_from_names_to_grades(edunn, ask, tmp_path):
    names, monday = tmp_path / "names.csv", tmp_path / "monday"
    names.write_text("student\nAda\nAlan\n", "utf-8")
    made = edunn("worksheet", "loss", "--students", names, "--seed", 7, "--output", monday)
    assert made.code == 0
    assert "2 worksheets" in made.err
    key = json.loads((monday / "key.json").read_text("utf-8"))["students"]
    with (monday / "answers.csv").open(encoding="utf-8") as file:
        head, ada, alan = csv.reader(file)
    ada[1:] = [str(key["Ada"]["key"][label]) for label in head[1:]]
    alan[1:] = [str(key["Alan"]["key"][label]) for label in head[1:]]
    alan[head.index("mse")] = str(4 * key["Alan"]["key"]["mse"])
    with (monday / "answers.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([head, ada, alan])
    told = edunn("worksheet", "grade", monday / "answers.csv", "--output", tmp_path / "grades.csv")
    assert told.code == 0
    assert "Ada: 10 of 10" in told.out
    assert "divide by their number" in told.out
    assert "mse: sum_for_mean" in (tmp_path / "grades.csv").read_text("utf-8")
    document = ask("worksheet", "grade", monday / "answers.csv")
    assert [grade["points"] for grade in document] == [10, 9]


def test_what_is_refused(edunn, tmp_path):
    for words, said in (
        (("forwrd",), "Did you mean 'forward'?"),
        (("grade",), "answers.csv"),
        (("forward", "names.csv"), "--students names.csv"),
        (("forward", "--students", tmp_path / "none.csv"), "there is no file"),
        (("grade", tmp_path / "answers.csv"), "there is no key.json"),
    ):
        answer = edunn("worksheet", *words)
        assert answer.code == 1
        assert said in answer.err
