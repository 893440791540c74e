"""Progress in the lessons: kept, resumed, and collected as a file."""

import pytest

from edunn.studio import limits
from edunn.studio.messages import TooMany
from edunn.studio.views.progress import NewMark, Place, progress_of

DONE = NewMark(kind="question", name="4.1", is_done=True)
DRAFT = NewMark(kind="exercise", name="mse", is_done=True, text="def mse(y, t):")


def test_a_look_writes_nothing(lab):
    assert progress_of(lab.session).all() == []
    assert not lab.session.store.select("SELECT 1 FROM sqlite_master WHERE name = 'progress'")


def test_marks_outlast_the_studio(lab):
    progress_of(lab.session).mark([DONE, DRAFT])
    lab.restart()
    marks = {mark.name: mark for mark in progress_of(lab.session).all()}
    assert marks["4.1"].is_done
    assert marks["mse"].text == "def mse(y, t):"


def test_a_page_cannot_pass_an_exercise_by_saying_so(lab):
    book = progress_of(lab.session)
    book.mark([DRAFT])
    assert not book.all()[0].is_done
    book.checked("mse", "def mse ...", passed=True, credit=1.0)
    book.mark([DRAFT.model_copy(update={"is_done": False})])
    assert (book.all()[0].is_done, book.all()[0].credit) == (True, 1.0)


def test_the_place_is_kept_and_is_no_mark(lab):
    assert progress_of(lab.session).place is None
    progress_of(lab.session).go(Place(lesson=4, part=2))
    progress_of(lab.session).go(Place(lesson=5))
    lab.restart()
    assert progress_of(lab.session).progress().place == Place(lesson=5, part=0)
    assert progress_of(lab.session).all() == []
    lab.session.store.execute("UPDATE progress SET mark = 'scribble'")
    assert progress_of(lab.session).place is None


def test_there_is_an_end_to_marks(lab, monkeypatch):
    monkeypatch.setattr(limits, "MARKS", 2)
    marks = [DONE.model_copy(update={"name": f"4.{k}"}) for k in range(9)]
    with pytest.raises(TooMany):
        progress_of(lab.session).mark(marks)
    assert len(progress_of(lab.session).all()) < 9


def test_a_damaged_mark_is_left_out(lab):
    book = progress_of(lab.session)
    book.mark([DONE])
    lab.session.store.execute("INSERT INTO progress VALUES ('lesson', '9', 'scribble')")
    assert [mark.name for mark in book.all()] == ["4.1"]
