from edunn.studio import news
from edunn.studio.news import Diary, News
from edunn.studio.wire.runs import Run
from edunn.studio.wire.settings import Experiment
from edunn.training import Epoch

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
        monkeypatch.setattr(news, "perf_counter", lambda: self.now)


def test_every_record_is_told_once():
    heard = []
    one = News(heard.append, told=1)
    records = [Epoch(k, 1.0, None, k) for k in (1, 2, 3)]
    one.tell(RUN, records[:2])
    one.tell(RUN, records)
    one.tell(RUN, records)
    told = [index for event in heard if event.type == "curves" for index in event.curves.index]
    assert told == [2, 3]
    assert [event.type for event in heard].count("run") == 3
    one.begin_anew(RUN)
    assert heard[-1].is_anew


def test_news_are_told_seldom_enough(monkeypatch):
    clock = Clock(monkeypatch)
    one = News(lambda event: None, told=0)
    one.tell(RUN, [])
    assert not one.is_due
    clock.now += 2 * news.APART
    assert one.is_due


def diary_of(clock, *costs):
    costs = iter(costs)

    def keep(kept):
        clock.now += next(costs)

    return Diary(keep, 0)


def wait(clock, diary):
    started = clock.now
    while not diary.is_due:
        clock.now += 0.01
    return clock.now - started


def test_a_quick_entry_is_made_before_a_second_is_over(monkeypatch):
    clock = Clock(monkeypatch)
    diary = diary_of(clock, 0.05, 0.05)
    for records in (1, 2):
        assert wait(clock, diary) < 0.7
        diary.write(records)


def test_slow_entries_take_a_tenth_of_the_time(monkeypatch):
    clock = Clock(monkeypatch)
    diary = diary_of(clock, 0.5, 0.5, 0.05)
    diary.write(1)
    assert wait(clock, diary) < 0.7  # one may be an accident
    diary.write(2)
    assert 4.9 < wait(clock, diary) < 5.1
    diary.write(3)
    assert wait(clock, diary) < 0.7


def test_a_diary_knows_what_it_holds(monkeypatch):
    seen = []
    diary = Diary(seen.append, 2)
    for records in (5, 9, 4):
        diary.write(records)
    diary.begin_anew()
    diary.write(1)
    assert seen == [2, 5, 4, 0]
