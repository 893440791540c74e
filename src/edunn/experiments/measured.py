"""The measurements of a race, and the run of each seed that is made of them."""

from collections.abc import Sequence

from edunn.evaluation import Evaluation
from edunn.experiments.budget import Measurement
from edunn.experiments.curve import Curve, Rows
from edunn.experiments.race import Race
from edunn.experiments.runs import Run, Score
from edunn.progress import live_count

PREFIXES: dict[Rows, str] = {"training": "", "held_out": "val_"}


def measured(race: Race) -> tuple[Measurement, ...]:
    """All measurements of a race; while it runs, a notebook shows how far it is."""
    report = live_count("forward passes each") or (lambda *_: None)
    found: list[Measurement] = []
    for it in race.measurements():
        if not found or it.mark != found[-1].mark:
            report(it.mark, race.budget)
        found.append(it)
    return tuple(found)


def run_of(seed: int, measurements: Sequence[Measurement]) -> Run:
    """The run of one seed, as far as it was measured."""
    scores = {rows: _score(measurements, prefix) for rows, prefix in PREFIXES.items()}
    ending, notes = measurements[-1].ending, measurements[-1].notes
    return Run(seed, scores["training"], scores["held_out"], ending=ending, notes=notes)


def _score(measurements: Sequence[Measurement], prefix: str) -> Score:
    """The last loss and accuracy, and the curve over passes that led there."""
    losses = tuple(getattr(it, f"{prefix}loss") for it in measurements)
    accuracies = tuple(getattr(it, f"{prefix}accuracy") for it in measurements)
    passes = tuple(it.passes for it in measurements)
    is_classified = None not in accuracies
    curve = Curve((), losses, accuracies if is_classified else (), passes)
    return Score(Evaluation(losses[-1], accuracies[-1]), curve)
