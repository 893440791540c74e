import math
from dataclasses import replace

import pytest

from edunn.errors import SettingError
from edunn.optimizers import (
    Constant,
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    PlateauMemory,
    ReduceOnPlateau,
    StepDecay,
)

TIMES = [0, 1, 9, 10, 11, 49, 50, 99, 100, 101, 110, 250, 10_000]
FALLING = [
    StepDecay(0.1, factor=0.5, steps=10),
    ExponentialDecay(0.1, factor=0.5, steps=10),
    InverseTimeDecay(0.1, decay=0.5, steps=10),
    CosineDecay(0.1, steps=100),
    CosineDecay(0.1, steps=100, final_fraction=0.2),
]


@pytest.mark.parametrize("schedule", FALLING, ids=repr)
def test_a_schedule_starts_at_its_initial_rate_and_never_rises(schedule):
    rates = [schedule(t) for t in range(200)]
    assert rates[0] == pytest.approx(0.1)
    assert rates == sorted(rates, reverse=True)
    assert rates[-1] < rates[0]


@pytest.mark.parametrize("schedule", [Constant(0.1), *FALLING, ReduceOnPlateau(0.1)], ids=repr)
def test_a_rate_is_a_plain_number_that_is_never_negative(schedule):
    for t in TIMES:
        assert type(schedule(t)) is float
        assert schedule(t) >= 0


@pytest.mark.parametrize("t", TIMES)
def test_formulas(t):
    assert Constant(0.1)(t) == 0.1
    assert StepDecay(0.1, 0.5, 10)(t) == pytest.approx(0.1 * 0.5 ** math.floor(t / 10))
    assert ExponentialDecay(0.1, 0.5, 10)(t) == pytest.approx(0.1 * 0.5 ** (t / 10))
    assert InverseTimeDecay(0.1, 0.5, 10)(t) == pytest.approx(0.1 / (1 + 0.5 * t / 10))
    wave = (1 + math.cos(math.pi * min(t, 100) / 100)) / 2
    assert CosineDecay(0.1, 100)(t) == pytest.approx(0.1 * wave)
    assert CosineDecay(0.1, 100, final_fraction=0.2)(t) == pytest.approx(0.02 + 0.08 * wave)


def test_a_warm_up_climbs_in_a_line_and_then_the_wave_begins():
    plain = CosineDecay(0.1, steps=100)
    warm = replace(plain, warmup_steps=10)
    assert [warm(t) for t in range(10)] == pytest.approx([0.01 * t for t in range(10)])
    assert [warm(t + 10) for t in TIMES] == [plain(t) for t in TIMES]


@pytest.mark.parametrize(
    ("kind", "settings"),
    [
        (Constant, {"initial": 0}),
        (StepDecay, {"initial": -1}),
        (StepDecay, {"factor": 1.5}),
        (StepDecay, {"steps": 0}),
        (ExponentialDecay, {"factor": -0.1}),
        (ExponentialDecay, {"steps": 1.5}),
        (InverseTimeDecay, {"decay": 0}),
        (InverseTimeDecay, {"steps": 0}),
        (CosineDecay, {"steps": 0}),
        (CosineDecay, {"warmup_steps": -1}),
        (CosineDecay, {"final_fraction": 1.1}),
        (ReduceOnPlateau, {"factor": 1.0}),
        (ReduceOnPlateau, {"patience": 0}),
        (ReduceOnPlateau, {"min_delta": -1e-4}),
        (ReduceOnPlateau, {"cooldown": -1}),
        (ReduceOnPlateau, {"lowest": 1.0}),
    ],
)
def test_settings_are_checked_at_construction(kind, settings):
    [name] = settings
    with pytest.raises(SettingError, match=rf"{name} is .* must be"):
        kind(**settings)


# The schedule that depends on the loss


def rates_of(rule, losses):
    memory = rule.start()
    for loss in losses:
        memory = rule.observe(memory, loss)
        yield memory.rate


def test_a_falling_loss_keeps_the_rate():
    assert set(rates_of(ReduceOnPlateau(0.1, patience=1), [1.0, 0.9, 0.8, 0.7])) == {0.1}


def test_each_plateau_multiplies_the_rate():
    rule = ReduceOnPlateau(0.8, factor=0.5, patience=2)
    assert list(rates_of(rule, [1.0] * 7)) == [0.8, 0.8, 0.4, 0.4, 0.2, 0.2, 0.1]


def test_a_better_loss_starts_the_waiting_again():
    rule = ReduceOnPlateau(0.8, factor=0.5, patience=2)
    assert list(rates_of(rule, [1.0, 1.0, 0.9, 0.9, 0.9])) == [0.8, 0.8, 0.8, 0.8, 0.4]


def test_a_loss_that_is_hardly_better_is_no_better():
    rule = ReduceOnPlateau(0.8, factor=0.5, patience=1, min_delta=0.1)
    assert list(rates_of(rule, [1.0, 0.95, 0.8])) == [0.8, 0.4, 0.4]


def test_while_resting_nothing_is_counted():
    rule = ReduceOnPlateau(0.8, factor=0.5, patience=1, cooldown=2)
    assert list(rates_of(rule, [1.0] * 6)) == [0.8, 0.4, 0.4, 0.2, 0.2, 0.1]


def test_the_rate_stops_at_the_lowest():
    rule = ReduceOnPlateau(0.8, factor=0.1, patience=1, lowest=0.05)
    assert list(rates_of(rule, [1.0] * 4))[1:] == [0.8 * 0.1, 0.05, 0.05]


@pytest.mark.parametrize("factor", [0.0, 1e-300, 0.1])
def test_the_rate_stays_positive_after_any_number_of_plateaus(factor):
    rule = ReduceOnPlateau(0.8, factor=factor, patience=1)
    assert 0 < min(rates_of(rule, [1.0] * 400)) < 1e-300


def test_not_a_number_is_never_better():
    rule = ReduceOnPlateau(0.8, factor=0.5, patience=1)
    memory = rule.observe(rule.start(), float("nan"))
    assert memory == PlateauMemory(rate=0.4)


def test_the_memory_is_all_it_takes_to_go_on():
    rule, losses = ReduceOnPlateau(0.8, factor=0.5, patience=2, cooldown=1), [1.0, 0.9, 1, 1, 1, 1]
    memory = rule.start()
    for loss in losses[:3]:
        memory = rule.observe(memory, loss)
    memory = PlateauMemory(*tuple(memory))
    for loss in losses[3:]:
        memory = rule.observe(memory, loss)
    assert memory.rate == list(rates_of(rule, losses))[-1]
