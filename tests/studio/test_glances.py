import pytest

from edunn.studio import glances
from edunn.studio.glances import Glances
from edunn.studio.wire.answers import Done


class Run:
    def __init__(self):
        self.moment, self.is_at_work = 1, False


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

    monkeypatch.setattr(glances, "perf_counter", lambda: Clock.now)
    return Clock


def ask(made, run, question="network"):
    return made.of(run, question, Done)


def test_a_run_that_rests_is_looked_at_once(clock):
    made, run = Glances(), Run()
    first = ask(made, run)
    clock.now += 1000
    assert ask(made, run) is first
    run.moment += 1
    assert ask(made, run) is not first


def test_a_run_at_work_is_looked_at_a_few_times_a_second(clock):
    made, run = Glances(), Run()
    run.is_at_work = True
    first = ask(made, run)
    run.moment += 1
    clock.now += 0.2
    assert ask(made, run) is first
    clock.now += 0.1
    assert ask(made, run) is not first


def test_when_it_stops_everybody_sees_it_as_it_is(clock):
    made, run = Glances(), Run()
    run.is_at_work = True
    first = ask(made, run)
    run.moment, run.is_at_work = 2, False
    assert ask(made, run) is not first


def test_other_questions_have_other_answers(clock):
    made, run = Glances(), Run()
    assert ask(made, run) is not ask(made, run, "filters")
    for number in range(glances.KEPT):
        ask(made, run, number)
    assert len(made._made) == glances.KEPT
