"""How often a run is published and saved."""

from edunn.studio.experiment import Experiment
from edunn.studio.runs import reports
from edunn.studio.runs.messages import Run
from edunn.studio.runs.reports import CheckpointWriter, Publisher
from edunn.training import Epoch, History

RUN = Run(
    id=3,
    name="one",
    experiment=Experiment(),
    status="running",
    created="",
    is_evolution=False,
    network="4 - 3",
    parameters=15,
    engine="numpy",
    epoch=0,
    progress=0,
    pace=0,
)


class Clock:
    def __init__(self, monkeypatch):
        self.now = 100.0
        monkeypatch.setattr(reports, "perf_counter", lambda: self.now)


def test_every_record_is_published_once():
    heard = []
    one = Publisher(heard.append, published=1)
    records = [Epoch(k, 1.0, None, k) for k in (1, 2, 3)]
    one.publish(RUN, History.of(records[:2]))
    one.publish(RUN, History.of(records))
    one.publish(RUN, History.of(records))
    published = [index for event in heard if event.type == "curves" for index in event.curves.index]
    assert published == [2, 3]
    assert [event.type for event in heard].count("run") == 3
    one.reset(RUN)
    assert heard[-1].is_anew


def test_events_are_published_seldom_enough(monkeypatch):
    clock = Clock(monkeypatch)
    one = Publisher(lambda event: None, published=0)
    one.publish(RUN, History())
    assert not one.is_due
    clock.now += 2 * reports.APART
    assert one.is_due


def writer_of(clock, *costs):
    costs = iter(costs)

    def save(saved):
        clock.now += next(costs)

    return CheckpointWriter(save, 0)


def wait(clock, writer):
    started = clock.now
    while not writer.is_due:
        clock.now += 0.01
    return clock.now - started


def test_a_quick_checkpoint_is_written_before_a_second_is_over(monkeypatch):
    clock = Clock(monkeypatch)
    writer = writer_of(clock, 0.05, 0.05)
    for records in (1, 2):
        assert wait(clock, writer) < 0.7
        writer.write(records)


def test_slow_checkpoints_take_a_tenth_of_the_time(monkeypatch):
    clock = Clock(monkeypatch)
    writer = writer_of(clock, 0.5, 0.5, 0.05)
    writer.write(1)
    assert wait(clock, writer) < 0.7  # one may be an accident
    writer.write(2)
    assert 4.9 < wait(clock, writer) < 5.1
    writer.write(3)
    assert wait(clock, writer) < 0.7


def test_a_writer_counts_what_is_saved(monkeypatch):
    seen = []
    writer = CheckpointWriter(seen.append, 2)
    for records in (5, 9, 4):
        writer.write(records)
    writer.reset()
    writer.write(1)
    assert seen == [2, 5, 4, 0]
