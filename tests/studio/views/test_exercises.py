"""Programs of a page, checked in processes of their own, and what is kept of them."""

import os
import re
import socket
import sys
from contextlib import suppress
from threading import Thread
from time import perf_counter

import pytest

from edunn.errors import UnknownNameError
from edunn.exercises.needed import needed_of
from edunn.studio.messages import Busy
from edunn.studio.views.exercises import Checker, CheckResult, cells_above, check_of
from edunn.studio.views.lessons import lesson_view
from edunn.studio.views.progress import NewMark, progress_of

RIGHT = "import numpy as np\ndef mse(y, t):\n    return np.mean((y - t) ** 2)\n"
SUM = "import numpy as np\ndef mse(y, t):\n    return np.sum((y - t) ** 2)\n"
LOOP = "def mse(y, t):\n    while True:\n        pass\n"
QUITTER = "import os\ndef mse(y, t):\n    os._exit(3)\n"


def patiently(lab, name, code, lesson=None) -> CheckResult:
    """As a page does: ask again for as long as the studio is at work on it."""
    found = []

    def is_answered():
        if not found:
            with suppress(Busy):
                found.append(check_of(lab.session, name, code, lesson))
        return bool(found)

    lab.wait(is_answered)
    return found[0]


def test_a_right_program_passes_and_is_marked(lab):
    result = patiently(lab, "mse", RIGHT)
    assert (result.passed, result.credit, result.problem, result.lesson) == (True, 1.0, "", 4)
    mark = progress_of(lab.session).all()[0]
    assert (mark.kind, mark.name, mark.is_done, mark.checks) == ("exercise", "mse", True, 1)
    assert mark.text == RIGHT


def test_a_known_mistake_comes_with_its_numbers_side_by_side(lab):
    result = patiently(lab, "mse", SUM)
    assert (result.passed, result.mistakes) == (False, ["sum"])
    assert result.input.replace("\xa0", " ").startswith("y = [[3], [1]]")
    assert [(row.yours, row.right) for row in result.compared] == [("5", "2.5")]
    assert "lesson 4" in result.closing


@pytest.mark.parametrize(
    ("code", "problem", "words"),
    [
        (LOOP, "time", "still running after 5 seconds"),
        (QUITTER, "ended", "ended the whole process"),
        ("def mse(y, t)\n", "missing", "no function of this name"),
        ("def mes(y, t):\n    return 0\n", "missing", "Did you mean"),
    ],
    ids=["loop", "quitter", "syntax", "name"],
)
def test_whatever_a_program_does_the_studio_goes_on(lab, code, problem, words):
    result = patiently(lab, "mse", code)
    assert (result.passed, result.credit, result.problem) == (False, 0.0, problem)
    assert words in result.headline
    assert lab.begin(epochs=1) == 1  # the studio is as it was


SCORED = "\ndef mse(y, t):\n    return np.mean((y - t) ** 2)\n"
REACHES = {
    "prints without end": (
        "def mse(y, t):\n    for _ in range(100):\n        print('x' * 10**6)\n",
        "prints more than 1,000,000 characters",
    ),
    "eats memory": (
        "def mse(y, t):\n    kept = []\n    while True:\n        kept.append(bytes(10**7))\n",
        "MemoryError",
    ),
    "holds all memory": (
        "kept = []\ndef mse(y, t):\n"  # most of it at a stroke, then to the last crumb
        "    try:\n        while True:\n            kept.append(bytes(10**7))\n"
        "    except MemoryError:\n        while True:\n            kept.append(bytes(10_000))\n",
        "used up all the memory",
    ),
    "connects": (
        "import socket\ndef mse(y, t):\n    socket.create_connection(('127.0.0.1', {port}))\n",
        "opens a network connection",
    ),
    "asks a library to connect": (
        "from urllib.request import urlopen\n"
        "def mse(y, t):\n    urlopen('http://127.0.0.1:{port}/')\n",
        "opens a network connection",
    ),
    "reads": ("def mse(y, t):\n    return open({secret!r}).read()\n", "reads the file"),
    "looks": ("import os\ndef mse(y, t):\n    os.listdir({home!r})\n", "looks into the folder"),
    "overwrites": ("def mse(y, t):\n    open({secret!r}, 'w')\n", "writes the file"),
    "removes": ("import os\ndef mse(y, t):\n    os.remove({secret!r})\n", "changes the file"),
    "starts a program": (
        "import subprocess\ndef mse(y, t):\n    subprocess.run(['rm', {secret!r}])\n",
        "starts another program",
    ),
    "ends the studio": (
        "import os\ndef mse(y, t):\n    os.kill({studio}, 9)\n",
        "ends another program",
    ),
}


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        yield server


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no limits on memory")
@pytest.mark.parametrize(("code", "words"), REACHES.values(), ids=REACHES)
def test_what_reaches_too_far_is_answered_and_harms_nothing(code, words, tmp_path, listener):
    secret = tmp_path / "diary.txt"
    secret.write_text("mine", "utf-8")
    facts = {"secret": str(secret), "home": str(tmp_path), "studio": os.getpid()}
    result = Checker().checked("mse", code.format(port=listener.getsockname()[1], **facts))
    assert not result.passed
    assert result.credit == 0
    assert words in result.headline
    assert "mine" not in result.model_dump_json()
    assert secret.read_text("utf-8") == "mine"
    with pytest.raises(TimeoutError):
        listener.accept()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("print('x' * 10**8)", "prints more than 1,000,000 characters"),
        ("while True: pass", "still running after 5 seconds"),
        ("notes = open('/etc/hosts').read()", "reads the file /etc/hosts"),
    ],
)
def test_a_line_that_goes_too_far_is_named_and_costs_nothing_else(line, words):
    result = Checker().checked("mse", f"import numpy as np\n{line}\n{SCORED}")
    assert result.passed
    assert words in result.remarks[0].text
    assert "line 2" in result.remarks[0].text


def test_a_program_may_use_its_own_folder_and_the_library():
    code = (
        "from pathlib import Path\nfrom edunn import data\nimport numpy as np\n"
        "def mse(y, t):\n    Path('note').write_text('1')\n    data.load('iris')\n"
        "    return np.mean((y - t) ** 2) * int(Path('note').read_text())\n"
    )
    assert Checker().checked("mse", code).passed


def test_who_hands_in_the_solution_itself_is_told_kindly(lab):
    code = "from edunn.exercises import find\nmse = find('mse').solution\n"
    result = patiently(lab, "mse", code)
    assert (result.passed, result.problem) == (False, "solution")
    assert "not yours" in result.headline
    assert not progress_of(lab.session).all()[0].is_done


def test_a_program_may_use_the_cells_above_and_the_answers_there(lab):
    book = progress_of(lab.session)
    code = (
        "def two_layer_forward(x, W1, b1, W2, b2):\n"
        "    h = np.maximum(dense_forward(x, W1, b1), 0)\n"
        "    return dense_forward(h, W2, b2)\n"
    )
    refused = patiently(lab, "two_layer_forward", code, 2)
    assert "NameError" in refused.headline
    assert any("exercise 2 of this lesson asks for it" in remark.text for remark in refused.remarks)
    own = "import numpy as np\ndef dense_forward(x, W, b):\n    return x @ W + b\n"
    book.mark([NewMark(kind="exercise", name="dense_forward", text=own)])
    again = patiently(lab, "two_layer_forward", code + "\n", 2)
    assert again.passed, again
    assert again.remarks == []


@pytest.mark.parametrize("number", range(1, 18))
def test_the_solutions_of_a_lesson_pass_where_they_stand_on_the_page(lab, number):
    """As a student who works through a lesson, and leaves out what the cells above have said."""
    book = progress_of(lab.session)
    for part in lesson_view(number).parts:
        if part.kind == "exercise" and part.stub:
            code = "\n\n".join(piece.source for piece in part.solution if piece.kind == "code")
            for name in part.checks:
                above = [source for _, source in cells_above(number, name, book)]
                result = Checker().checked(name, unwrapped(code), needed_of(above, unwrapped(code)))
                assert result.passed, result
            book.mark([NewMark(**part.mark.model_dump(), text=unwrapped(code))])


def unwrapped(code):
    """A program that a lesson keeps as a text, as code."""
    found = re.search(r"^\w+ = '''\n(.*?)\n'''\nexec", code, re.S | re.M)
    return f"import numpy as np\n{found[1]}" if found else code


def test_a_line_that_python_cannot_read_is_named(lab):
    remarks = patiently(lab, "mse", "x = 1\ndef mse(y, t)\n").remarks
    assert [remark.text for remark in remarks] == ["answer.py, line 2: expected ':' (SyntaxError)."]


def test_what_was_right_once_stays_done(lab):
    patiently(lab, "mse", RIGHT)
    patiently(lab, "mse", SUM)
    mark = progress_of(lab.session).all()[0]
    assert (mark.is_done, mark.credit, mark.checks, mark.text) == (True, 1.0, 2, SUM)


def test_an_unknown_exercise_is_refused_before_anything_runs(lab):
    with pytest.raises(UnknownNameError, match="mse"):
        check_of(lab.session, "msee", RIGHT)
    assert progress_of(lab.session).all() == []


def test_two_programs_run_at_a_time_and_the_third_waits():
    checker = Checker()
    code = "import time\ntime.sleep(1.0)\n" + RIGHT
    threads = [Thread(target=checker.checked, args=("mse", code)) for _ in range(3)]
    started = perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert perf_counter() - started > 2.0
