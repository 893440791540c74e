"""A step that takes long: nothing waits for its end, whatever it is that waits."""

from collections.abc import Iterator
from contextlib import suppress
from threading import Event, Thread
from time import monotonic, sleep

import pytest

from edunn.studio import limits
from edunn.studio.jobs import Jobs, one_request
from edunn.studio.messages import Busy
from edunn.studio.runs import run_book, run_thread
from edunn.studio.runs.active_run import ActiveRun
from edunn.studio.runs.messages import Action
from edunn.studio.runs.stepper import Stepper
from edunn.studio.server.app import make_app
from edunn.studio.session import ViewCache
from edunn.studio.views.network import network_view
from edunn.studio.views.population import population_view
from edunn.training import scoring
from edunn.training.scoring import Scorer

pytestmark = pytest.mark.usefixtures("hurried")


def seconds(act, *arguments, **settings) -> float:
    started = monotonic()
    act(*arguments, **settings)
    return monotonic() - started


@pytest.fixture
def stuck(lab, monkeypatch) -> Iterator[int]:
    """A run in the middle of a step that does not end before the test does."""
    run, is_over, has_begun = lab.begin(), Event(), Event()
    piece = Stepper.piece

    def endless(self, is_awaited):
        has_begun.set()
        is_over.wait(60)
        piece(self, is_awaited)

    monkeypatch.setattr(Stepper, "piece", endless)
    lab.tell(run, "play")
    assert has_begun.wait(20)
    lab.end_step = is_over.set
    yield run
    is_over.set()


@pytest.fixture
def generation(lab, monkeypatch) -> Iterator[int]:
    """A run in the middle of a generation of an hour."""
    has_begun, score = Event(), Scorer.score

    def slow(self, population, rows=scoring.ALL):
        has_begun.set()
        sleep(0.02)
        return score(self, population, rows)

    settings = {"population_size": 2000, "fitness": "loss"}
    run = lab.begin(algorithm={"name": "openai_es", "settings": settings}, epochs=5)
    monkeypatch.setattr(Scorer, "score", slow)
    monkeypatch.setattr(scoring, "CHUNK", 1)
    lab.tell(run, "play")
    assert has_begun.wait(20)
    return run


def test_a_view_of_a_long_step_is_the_last_known_one(lab, monkeypatch):
    run, other = lab.begin(), lab.begin()
    known = lab.session.view(run, network_view)
    is_over = Event()
    monkeypatch.setattr(Stepper, "piece", lambda self, is_awaited: is_over.wait(60))
    for one in (run, other):
        lab.tell(one, "play")
        lab.wait(lambda one=one: lab.session.runs.open(one)._is_busy)
    lab.session.runs.open(run).version += 1
    lab.session._views._made[(run, network_view)] = lab.session._views._made[
        (run, network_view)
    ]._replace(at=-1e9)
    started = monotonic()
    assert lab.session.view(run, network_view).layers == known.layers
    assert lab.session.view(other, network_view).epoch == 0
    assert monotonic() - started < 2
    for one in (run, other):  # as after a step of which nobody knew that it would be long
        lab.session.runs.open(one)._last = None
        lab.session.runs.open(one).version += 1
    known = lab.session.view(run, network_view)
    for one in (run, other):
        lab.session.runs.open(one).version += 1
    forget = lab.session._views._made
    forget[run, network_view] = forget[run, network_view]._replace(at=-1e9)
    del forget[other, network_view]
    started = monotonic()
    assert lab.session.view(run, network_view) is known
    with pytest.raises(Busy):
        lab.session.view(other, network_view)
    assert monotonic() - started < 4
    is_over.set()


@pytest.mark.parametrize(
    ("name", "settings"),
    [
        ("genetic_algorithm", {"population_size": 2000}),
        ("openai_es", {"population_size": 2000, "fitness": "loss"}),
    ],
)
def test_a_long_generation_never_holds_a_page(lab, monkeypatch, name, settings):
    """Two generations are done, the third takes an hour: all views show the second at once."""
    score, is_slow, has_begun = Scorer.score, Event(), Event()

    def slow(self, population, rows=scoring.ALL):
        if is_slow.is_set():
            has_begun.set()
            sleep(0.02)
        return score(self, population, rows)

    monkeypatch.setattr(Scorer, "score", slow)
    monkeypatch.setattr(scoring, "CHUNK", 2000)
    run = lab.begin(algorithm={"name": name, "settings": settings}, epochs=5)
    lab.epochs(run, 2)
    before = lab.session.view(run, population_view, with_generations=True)
    is_slow.set()
    lab.tell(run, "play")
    assert has_begun.wait(20)
    lab.session._views = ViewCache()  # as if no page had ever asked
    client = make_app(lab.session).test_client()
    for path, epoch in (
        ("network", "epoch"),
        ("population", "generation"),
        ("results", "epoch"),
        ("trace", "epoch"),
        ("family", None),
    ):
        started = monotonic()
        response = client.get(f"/api/runs/{run}/{path}")
        assert response.status_code == 200, response.json
        assert monotonic() - started < 1.5
        assert epoch is None or response.json[epoch] == 2
    shown = lab.session.view(run, population_view, with_generations=True)
    assert (shown.fitness, shown.generation) == (before.fitness, before.generation)
    assert lab.session.runs.message(run).epoch == 2
    assert seconds(lab.tell, run, "pause") < 1


@pytest.mark.parametrize("do", ["pause", "epoch", "reset"])
def test_a_command_is_refused_after_two_seconds(lab, stuck, do):
    started = monotonic()
    with pytest.raises(Busy, match="long step"):
        lab.tell(stuck, do)
    assert monotonic() - started < 2


def test_a_command_that_waited_for_its_turn_does_not_wait_to_be_saved_too(lab, monkeypatch):
    run, has_begun, may_save = lab.begin(), Event(), Event()

    def long(self, is_awaited):
        has_begun.set()
        sleep(1.2)

    save, monkeypatched = ActiveRun.save, monkeypatch.setattr
    monkeypatched(Stepper, "piece", long)
    monkeypatched(ActiveRun, "save", lambda *arguments: (may_save.wait(20), save(*arguments)))
    monkeypatched(run_thread, "WRITTEN", 10.0)
    lab.tell(run, "play")
    assert has_begun.wait(20)
    assert seconds(lab.tell, run, "pause") < 2
    may_save.set()
    lab.settled(run, "paused")


def test_a_pause_that_came_too_soon_comes_after_the_step(lab, stuck):
    with pytest.raises(Busy, match="pauses after it"):
        lab.tell(stuck, "pause")
    assert lab.session.runs.message(stuck).status == "running"
    lab.end_step()
    assert lab.settled(stuck, "paused").epoch < 100


def test_pages_are_answered_while_many_wait_for_a_long_step(lab, stuck):
    client = make_app(lab.session)
    answers = []

    def ask() -> None:
        while True:  # as the page does where all seats are taken
            response = client.test_client().get(f"/api/runs/{stuck}/network")
            if response.status_code != 503:
                answers.append((response.status_code, response.json["epoch"]))
                return
            assert response.headers["Retry-After"]

    pages = [Thread(target=ask) for _ in range(30)]
    for page in pages:
        page.start()
    assert seconds(client.test_client().get, "/api/runs") < 1
    for page in pages:
        page.join(10)
    assert answers == [(200, 0)] * 30


def test_a_request_that_waits_twice_waits_no_longer_than_once():
    jobs = Jobs()

    def twice() -> None:
        for key, work in (("open", lambda: sleep(1)), ("view", lambda: sleep(5))):
            with suppress(Busy):
                jobs.result(key, work)

    with one_request():
        assert seconds(twice) < 1.9
    assert seconds(twice) < 3.5  # the view is in progress still


def test_only_a_few_requests_wait_at_a_time():
    jobs, is_over, taken = Jobs(seats=2), Event(), []

    def ask(number) -> None:
        def wait() -> None:
            with pytest.raises(Busy):
                jobs.result(number, lambda: is_over.wait(20))

        taken.append(seconds(wait))

    pages = [Thread(target=ask, args=(k,)) for k in range(6)]
    for page in pages:
        page.start()
    for page in pages:
        page.join(20)
    is_over.set()
    assert sorted(one > 1 for one in taken) == [False] * 4 + [True] * 2
    assert max(taken) < 2.5


def test_a_pause_gives_up_a_long_generation(lab, generation):
    assert seconds(lab.tell, generation, "pause") < 1
    assert lab.session.runs.message(generation).status == "paused"
    assert lab.session.runs.message(generation).epoch == 0


def test_a_studio_ends_in_the_middle_of_long_steps(lab, generation):
    assert seconds(lab.session.close) < 1.5
    assert lab.session.store is not None


def test_a_studio_ends_in_the_middle_of_steps_that_cannot_be_given_up(lab, stuck):
    for _ in range(4):
        lab.tell(lab.begin(), "play")
    assert seconds(lab.session.close) < 3


def test_a_long_generation_is_deleted_at_once(lab, generation):
    assert seconds(lab.session.runs.delete, generation) < 1
    assert not list((lab.folder / "runs").iterdir())


def test_a_run_that_takes_long_to_make_is_made_once(lab, monkeypatch):
    is_read, planned = Event(), run_book.planned
    monkeypatch.setattr(run_book, "planned", lambda *given: is_read.wait(20) and planned(*given))
    for _ in range(2):
        with pytest.raises(Busy, match="in the list"):
            lab.begin()
    is_read.set()
    lab.wait(lambda: lab.session.runs.all())
    assert lab.begin() == 1  # for the request that tries again
    assert lab.begin() == 2


def test_a_reset_that_takes_long_is_refused_in_time_and_done(lab, monkeypatch):
    run, is_made, untrained = lab.begin(), Event(), ActiveRun._untrained
    lab.epochs(run, 1)
    monkeypatch.setattr(ActiveRun, "_untrained", lambda self: is_made.wait(20) and untrained(self))
    assert seconds(pytest.raises, Busy, lab.session.runs.order, run, Action(do="reset")) < 2
    is_made.set()
    lab.wait(lambda: lab.session.runs.message(run).epoch == 0)


def test_there_are_more_threads_than_may_wait():
    from edunn.studio.server.serve import THREADS

    assert limits.STREAMS + limits.WAITING + 4 <= THREADS
