"""Schedules beside their peers: the learning rate before each of 250 steps."""

from collections.abc import Callable, Iterator
from functools import partial
from types import SimpleNamespace
from typing import Any

import numpy as np

from benchmarks.numerics import peers
from benchmarks.numerics.comparison import Comparison, Notes, Results, derived
from edunn.arrays import Array
from edunn.optimizers import (
    SCHEDULES,
    CosineDecay,
    ExponentialDecay,
    InverseTimeDecay,
    ReduceOnPlateau,
    Schedule,
    StepDecay,
)

torch = peers.module("torch.optim")
keras = peers.module("keras")

STEPS, INITIAL = 250, 0.1
LOSSES = np.random.default_rng(1).uniform(0, 1, STEPS)
"""What the plateau rule observes, one an epoch."""

OURS: dict[str, Schedule] = {
    "constant": SCHEDULES["constant"](INITIAL),
    "step": StepDecay(INITIAL, factor=0.5, steps=30),
    "exponential": ExponentialDecay(INITIAL, factor=0.9, steps=1),
    "inverse_time": InverseTimeDecay(INITIAL, decay=0.5, steps=10),
    "cosine": CosineDecay(INITIAL, steps=100),
    "reduce_on_plateau": ReduceOnPlateau(INITIAL, factor=0.5, patience=3, min_delta=0.01),
}
WARM = CosineDecay(INITIAL, steps=100, warmup_steps=20, final_fraction=0.1)
ALL, WAVE, WARMED = f"{STEPS} rates", "rates to the end of the wave", f"{STEPS} rates, warm-up"

Rates = Callable[[], Any]

PYTORCH: dict[str, tuple[str, Rates]] = {
    "constant": ("a number", lambda: np.full(STEPS, INITIAL)),
    "step": ("StepLR", lambda: _of_pytorch("StepLR", step_size=30, gamma=0.5)),
    "exponential": ("ExponentialLR", lambda: _of_pytorch("ExponentialLR", gamma=0.9)),
    "cosine": ("CosineAnnealingLR", lambda: _of_pytorch("CosineAnnealingLR", T_max=100)),
    "reduce_on_plateau": (
        "ReduceLROnPlateau",
        lambda: _of_pytorch(
            "ReduceLROnPlateau", factor=0.5, patience=2, threshold=0.01, threshold_mode="abs"
        ),
    ),
}
KERAS: dict[str, tuple[str, Rates]] = {
    "constant": ("a number", lambda: np.full(STEPS, INITIAL)),
    "step": (
        "ExponentialDecay(staircase)",
        lambda: _of_keras("ExponentialDecay", INITIAL, 30, 0.5, staircase=True),
    ),
    "exponential": ("ExponentialDecay", lambda: _of_keras("ExponentialDecay", INITIAL, 1, 0.9)),
    "inverse_time": ("InverseTimeDecay", lambda: _of_keras("InverseTimeDecay", INITIAL, 10, 0.5)),
    "cosine": ("CosineDecay", lambda: _of_keras("CosineDecay", INITIAL, 100)),
    "reduce_on_plateau": ("ReduceLROnPlateau", lambda: _plateau_of_keras()),
}
THEIRS = {"PyTorch": PYTORCH, "Keras": KERAS, "SciPy": {}, "scikit-learn": {}}

ABOUT = """\
The learning rates of 250 steps, the first of them 0.1; of the plateau rule, of 250 epochs
with the same losses. scikit-learn's `invscaling` and `adaptive` follow other rules."""
"""What is compared, in the words of the page."""

NOTES: Notes = {
    ("cosine", "PyTorch", ALL): "After the wave EduNN and Keras stay at its end; PyTorch's rate "
    "rises again on the same wave.",
    ("reduce_on_plateau", "PyTorch"): "Compared with `patience=2` for EduNN's and Keras' 3: "
    "PyTorch's counts the epochs that are forgiven, and its default threshold is relative. It "
    "makes no reduction by less than 1e-8.",
}


def names() -> dict[str, dict[str, str]]:
    """What every schedule is called elsewhere: entry -> peer -> name."""
    return {
        entry: {peer: table[entry][0] if entry in table else "" for peer, table in THEIRS.items()}
        for entry in SCHEDULES
    }


def comparisons() -> Iterator[Comparison]:
    """Every schedule beside every peer that has it and is installed."""
    for entry, ours in OURS.items():
        for peer, table in THEIRS.items():
            if entry in table and peers.is_installed(peer):
                rates = table[entry][1]
                yield _comparison(entry, peer, ALL, ours, rates)
                if (entry, peer) == ("cosine", "PyTorch"):
                    yield _comparison(entry, peer, WAVE, ours, partial(_to_the_end, rates))
                if (entry, peer) == ("cosine", "Keras"):
                    yield _comparison(entry, peer, WARMED, WARM, _warm_of_keras)


def _to_the_end(rates: Rates) -> Any:
    return rates()[:101]


def _comparison(entry: str, peer: str, of: str, ours: Schedule, rates: Rates) -> Comparison:
    dtype = "float32" if peer == "Keras" else "float64"
    return Comparison(entry, peer, of, partial(_rates, ours, rates), (dtype,))


def _rates(ours: Schedule, rates: Rates, dtype: str) -> Results:
    theirs = np.asarray(rates(), np.float64)
    known = (
        _observed(ours) if isinstance(ours, ReduceOnPlateau) else [ours(t) for t in range(STEPS)]
    )
    return Results(np.array(known[: len(theirs)]), theirs)


def _observed(rule: ReduceOnPlateau) -> list[float]:
    memory, rates = rule.start(), []
    for loss in LOSSES:
        memory = rule.observe(memory, loss)
        rates.append(memory.rate)
    return rates


def _of_pytorch(name: str, **settings: Any) -> Array:
    tensor = peers.module("torch").zeros(1, requires_grad=True)
    optimizer = torch.SGD([tensor], INITIAL)
    schedule = getattr(torch.lr_scheduler, name)(optimizer, **settings)
    rates = []
    for loss in LOSSES:
        is_plateau = name == "ReduceLROnPlateau"
        optimizer.step()
        before = optimizer.param_groups[0]["lr"]
        schedule.step(loss) if is_plateau else schedule.step()
        rates.append(optimizer.param_groups[0]["lr"] if is_plateau else before)
    return np.array(rates)


def _of_keras(name: str, *settings: Any, **named: Any) -> Array:
    schedule = getattr(keras.optimizers.schedules, name)(*settings, **named)
    return np.array([float(schedule(t)) for t in range(STEPS)])


def _warm_of_keras() -> Array:
    return _of_keras(
        "CosineDecay", 0.0, WARM.steps, WARM.final_fraction, warmup_target=INITIAL, warmup_steps=20
    )


def _plateau_of_keras() -> Array:
    rule = keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.5, patience=3, min_delta=0.01)
    model = SimpleNamespace(optimizer=keras.optimizers.SGD(INITIAL))
    rule.set_model(model)
    rule.on_train_begin()
    rates = []
    for epoch, loss in enumerate(LOSSES):
        rule.on_epoch_end(epoch, {"loss": loss})
        rates.append(float(model.optimizer.learning_rate))
    return np.array(rates)


def formula(entry: str) -> str:
    """Where its formula comes from."""
    return derived("optimizers", SCHEDULES[entry].__name__)
