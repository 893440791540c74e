"""`edunn lessons`, as students and teachers type it."""

import csv
import json

from edunn.lessons import find


def test_lists_the_lessons(edunn, ask):
    answer = edunn("lessons")
    assert answer.code == 0
    assert "A neuron by hand" in answer.out
    assert "Capstone: micro-EduNN" in answer.out
    lessons = ask("lessons")
    assert [lesson["number"] for lesson in lessons] == list(range(1, 18))
    assert all(20 <= lesson["minutes"] <= 90 for lesson in lessons)


def test_tells_one_lesson(edunn, ask):
    answer = edunn("lessons", 6)
    assert answer.out.startswith("Lesson 6: Backpropagation with a pencil (30 minutes)")
    assert "Needs: lesson 5." in answer.out
    assert [lesson["number"] for lesson in ask("lessons", 6, 2)] == [6, 2]


def test_copies_the_notebooks_of_students_and_of_teachers(edunn, tmp_path):
    folder = tmp_path / "monday"
    assert edunn("lessons", "--copy", folder).code == 0
    assert len(list(folder.glob("*.ipynb"))) == 17
    assert edunn("lessons", 1, 2, "--copy", folder, "--teacher").code == 0
    assert len(list(folder.glob("*-teacher.ipynb"))) == 2
    assert len(list(folder.iterdir())) == 19


def test_what_a_student_has_written_is_not_overwritten(edunn, tmp_path):
    first = tmp_path / "01-a-neuron-by-hand.ipynb"
    edunn("lessons", 1, "--copy", tmp_path)
    fresh = first.read_bytes()
    assert edunn("lessons", 1, "--copy", tmp_path).code == 0  # nothing to lose yet
    notebook = json.loads(fresh)
    notebook["cells"][-1]["source"] = "my own words"
    first.write_text(json.dumps(notebook), "utf-8")
    refused = edunn("lessons", 1, 2, "--copy", tmp_path)
    assert refused.code == 1
    assert "01-a-neuron-by-hand.ipynb" in refused.err
    assert "--force" in refused.err
    assert [path.name for path in tmp_path.iterdir()] == [first.name]
    assert edunn("lessons", 2, "--copy", tmp_path).code == 0
    assert "my own words" in first.read_text("utf-8")
    assert edunn("lessons", 1, "--copy", tmp_path, "--force").code == 0
    assert first.read_bytes() == fresh


def test_what_is_refused(edunn, tmp_path):
    (tmp_path / "file").write_text("")
    for words, said in (
        ((18,), "they are 1 to 17"),
        (("--teacher",), "--copy FOLDER"),
        ((1, "--copy", tmp_path / "file"), "file"),
    ):
        answer = edunn("lessons", *words)
        assert answer.code == 1
        assert said in answer.err


def test_the_error_of_a_checkout_without_notebooks_tells_how_to_make_them(
    edunn, tmp_path, monkeypatch
):
    monkeypatch.setattr("edunn.lessons.FOLDER", tmp_path)
    answer = edunn("lessons")
    assert answer.code == 1
    assert "python tools/lesson_notebooks.py" in answer.err


def handed_in(folder, name, student, done, **changes):
    """A file as the studio saves it."""
    marks = [
        {"kind": kind, "name": item, "is_done": is_done, "text": "", "changed": "2026-01-01"}
        for (kind, item), is_done in done.items()
    ]
    document = {"kind": "edunn progress", "student": student, "marks": marks} | changes
    document = {"version": "0.1.0", "exported": "2026-01-02T10:00:00+00:00"} | document
    (folder / name).write_text(json.dumps(document), "utf-8")


def test_collects_what_a_class_has_done(edunn, ask, tmp_path):
    first = dict.fromkeys(find(1).items, True)
    handed_in(tmp_path, "a.json", "Grace", first)
    handed_in(tmp_path, "b.json", "=1+1", {("exercise", "mse"): True, ("question", "4.1"): False})
    handed_in(tmp_path, "c.json", "Grace", {})
    handed_in(tmp_path, "nameless.json", "", {})
    table = tmp_path / "progress.csv"
    answer = edunn("lessons", 1, 4, "--collect", tmp_path, "-o", table)
    assert answer.code == 0
    assert "more than one file of Grace" in answer.err
    assert "1 (7 of 7)" in answer.out
    head, *rows = list(csv.reader(table.read_text("utf-8").splitlines()))
    assert head == ["student", "total", "lesson 1", "lesson 4", "exported", "file"]
    assert [row[0] for row in rows] == ["'=1+1", "Grace", "Grace", "nameless"]
    assert rows[0][2:4] == ["0.0", "12.5"]
    assert rows[1][1:4] == ["46.7", "100.0", "0.0"]
    assert ask("lessons", "--collect", tmp_path)[1]["lesson 1"] == "100.0"


def test_a_file_that_is_none_is_named_and_costs_the_others_nothing(edunn, tmp_path):
    handed_in(tmp_path, "ada.json", "Ada", {("exercise", "mse"): True})
    handed_in(tmp_path, "other.json", "Bob", {}, kind="something else")
    handed_in(tmp_path, "marks.json", "Bob", {}, marks=[{"name": 1}])
    (tmp_path / "broken.json").write_text("{", "utf-8")
    (tmp_path / "deep.json").write_text("[" * 100_000, "utf-8")
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe")
    answer = edunn("lessons", "--collect", tmp_path)
    assert answer.code == 1
    assert "Ada" in answer.out
    for name in ("other.json", "marks.json", "broken.json", "deep.json", "bytes.json"):
        assert f"{name} is no file of progress" in answer.err


def test_a_folder_without_files_says_where_they_come_from(edunn, tmp_path):
    for words, said in (
        (("--collect", tmp_path), "For your teacher"),
        (("--collect", tmp_path / "nowhere"), "is no folder"),
        (("--output", tmp_path / "x.csv"), "--collect FOLDER"),
        (("--collect", tmp_path, "--copy", tmp_path), "one after the other"),
        (("--collect", tmp_path, "-o", tmp_path / "x.pdf"), ".csv"),
    ):
        answer = edunn("lessons", *words)
        assert answer.code == 1
        assert said in answer.err
